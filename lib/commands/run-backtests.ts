import { setImmediate as breathe } from "node:timers/promises";
import type pg from "pg";
import { type BacktestFigures, backtestFiguresSchema } from "@/lib/api/schemas/backtest";
import { jsonArray, plainArray } from "@/lib/db/array-literal";
import {
  CLAIM_BACKTEST,
  type ClaimedBacktest,
  END_BACKTEST,
  LIST_BACKTEST_PEOPLE,
  NEXT_BACKTEST_PEOPLE,
  SAVE_BACKTEST,
  SAVE_BACKTEST_PEOPLE,
} from "@/lib/db/backtests.sql";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { addToBacktest, type BacktestLine } from "@/lib/engine/add-to-backtest";
import { type BacktestBench, backtestPerson } from "@/lib/engine/backtest-person";
import { compileGraph } from "@/lib/engine/compile-graph";
import { eventsAsked } from "@/lib/engine/events-asked";
import { asksAnyEvent, whomToReplay } from "@/lib/engine/whom-to-replay";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { log } from "@/lib/queue/log";
import { loadPastPeople } from "./load-past-people";

/** Of real time; a chunk takes seconds at most, and a worker that died is followed by another after this. */
const LEASE_MS = 60_000;
/** People a transaction: progress is seen, and cancelling works, this often. */
const CHUNK = 200;
/** The worker's other tasks get their turn after this long, or after one person. */
const BREATHE_EVERY_MS = 25;

/** Works off backtests that were asked for, one after the other. Answers how many it ended. */
export async function runBacktests(signal?: AbortSignal): Promise<number> {
  let ended = 0;
  while (!signal?.aborted) {
    const { rows } = await pool().query<ClaimedBacktest>(CLAIM_BACKTEST, [LEASE_MS]);
    const [backtest] = rows;
    if (!backtest) break;
    try {
      if (await runOne(backtest, signal)) await pool().query(END_BACKTEST, [backtest.id, "done", null]);
    } catch (error) {
      log.error({ err: error, backtest: backtest.id }, "a backtest failed");
      await pool().query(END_BACKTEST, [backtest.id, "failed", error instanceof Error ? error.message : String(error)]);
    }
    ended += 1;
  }
  return ended;
}

/** False: cancelled, or left for another worker. */
async function runOne(backtest: ClaimedBacktest, signal: AbortSignal | undefined): Promise<boolean> {
  const graph = graphSchema.parse(backtest.graph);
  const settings = journeySettingsSchema.parse(backtest.settings);
  const compiled = compileGraph(graph, settings);
  const bench: BacktestBench = {
    compiled,
    journey: { id: backtest.journey_id, name: backtest.journey_name, version: 0 },
    defaultTimezone: settings.timezone ?? backtest.timezone,
    fill: (template, facts) => fillLiquid(template, templateContext(facts, facts.entered_at)),
    from: backtest.from_at,
    until: backtest.until_at,
  };
  if (backtest.people_total === null) {
    const { events, segments, everybody, since } = whomToReplay(compiled, bench.from);
    const values = [backtest.id, backtest.workspace_id, events, since, bench.until, segments, everybody];
    if ((await pool().query(LIST_BACKTEST_PEOPLE, values)).rowCount === 0) return false;
  }
  const figures = backtestFiguresSchema.parse(backtest.result);
  const asked = asksAnyEvent(compiled) ? null : [...eventsAsked(graph, settings)];
  for (;;) {
    if (signal?.aborted) return false;
    const { rows } = await pool().query<{ id: string }>(NEXT_BACKTEST_PEOPLE, [backtest.id, CHUNK]);
    if (rows.length === 0) return true;
    const ids = rows.map(({ id }) => id);
    const lines = await lookAt(backtest, bench, asked, ids, figures);
    if (!(await inTransaction((client) => save(client, backtest.id, ids, lines, figures)))) return false;
  }
}

async function lookAt(
  backtest: ClaimedBacktest,
  bench: BacktestBench,
  asked: string[] | null,
  ids: string[],
  figures: BacktestFigures,
): Promise<Map<string, BacktestLine>> {
  const lines = new Map<string, BacktestLine>();
  let breathed = performance.now();
  for (const { id, person, otherwise } of await loadPastPeople(pool(), backtest, asked, ids)) {
    lines.set(
      id,
      addToBacktest(figures, person, backtestPerson(person, bench), otherwise, {
        cap: backtest.cap,
        until: bench.until,
      }),
    );
    if (performance.now() - breathed < BREATHE_EVERY_MS) continue;
    await breathe();
    breathed = performance.now();
  }
  return lines;
}

/** The chunk's people and the figures so far, or nothing of it. */
async function save(
  client: pg.PoolClient,
  id: string,
  ids: string[],
  lines: ReadonlyMap<string, BacktestLine>,
  figures: BacktestFigures,
): Promise<boolean> {
  const saved = await client.query(SAVE_BACKTEST, [id, JSON.stringify(figures), ids.length, LEASE_MS]);
  if (saved.rowCount === 0) return false;
  const nobody: BacktestLine = { entries: 0, mails: 0, peak: 0, nodes: [], journeys: [] };
  const rows = ids.map((subscriber) => lines.get(subscriber) ?? nobody);
  await client.query(SAVE_BACKTEST_PEOPLE, [
    id,
    plainArray(ids),
    plainArray(rows.map(({ entries }) => entries)),
    plainArray(rows.map(({ mails }) => mails)),
    plainArray(rows.map(({ peak }) => peak)),
    jsonArray(rows.map(({ nodes }) => nodes)),
    jsonArray(rows.map(({ journeys }) => journeys)),
  ]);
  return true;
}
