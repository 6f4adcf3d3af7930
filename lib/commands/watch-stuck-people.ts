import type pg from "pg";
import { runTransaction } from "@/lib/db/run-transaction";
import { LIVE_SHARDS } from "@/lib/db/shard";
import {
  ENDLESS_WAITS,
  FORGET_STUCK,
  GONE_SEGMENTS,
  NEVER_SEEN,
  ONE_WATCHDOG,
  WAITING_AT,
  WATCH_FAILED,
  WATCH_NEVER,
  WATCH_OVERDUE,
  WATCH_QUARANTINED,
  WATCH_RETRYING,
  WATCH_UNCERTAIN,
} from "@/lib/db/watch.sql";
import { type EndlessWait, endlessWaits } from "@/lib/engine/endless-waits";
import { graphSchema } from "@/lib/journey/graph";

/** Due for longer than this and claimed by nobody: something is wrong. */
export const OVERDUE_SECONDS = 120;
/** Overdue people are counted up to this in each shard: "at least" is enough to say that something is wrong. */
const OVERDUE_COUNTED_MAX = 500;
const VERSIONS_MAX = 200;
const EVENTS_LOOKED_AT_MAX = 20_000;

/**
 * Brings stuck_groups up to date for all workspaces: quarantined runs and those that are tried again, people due and unclaimed, people who wait without a limit for
 * what cannot happen, mails that failed or of which nobody knows. Set-based and bounded; one at a time, a second call does nothing.
 */
export async function watchStuckPeople(): Promise<void> {
  await runTransaction(async (client) => {
    const lock = await client.query<{ mine: boolean }>(ONE_WATCHDOG);
    if (!lock.rows[0]?.mine) return;
    await client.query(FORGET_STUCK);
    await client.query(WATCH_QUARANTINED);
    await client.query(WATCH_RETRYING);
    await client.query(WATCH_FAILED);
    await client.query(WATCH_UNCERTAIN);
    await client.query(WATCH_OVERDUE, [OVERDUE_SECONDS, OVERDUE_COUNTED_MAX, LIVE_SHARDS]);
    const { rows } = await client.query<Version>(ENDLESS_WAITS, [VERSIONS_MAX]);
    for (const version of rows) await watchVersion(client, version);
  });
}

type Version = { id: number; workspace_id: number; journey_id: string; graph: unknown };

/** People of one version who wait for what cannot happen as things are. */
async function watchVersion(client: pg.ClientBase, version: Version): Promise<void> {
  const graph = graphSchema.safeParse(version.graph);
  if (!graph.success) return;
  const waits = endlessWaits(graph.data);
  const unseen = await namesOf(client, NEVER_SEEN, [
    version.workspace_id,
    waits.flatMap(({ events }) => events),
    EVENTS_LOOKED_AT_MAX,
  ]);
  const gone = await namesOf(client, GONE_SEGMENTS, [version.workspace_id, waits.flatMap(({ segments }) => segments)]);
  const hopeless = waits.flatMap((wait) => {
    const detail = whyHopeless(wait, unseen, gone);
    return detail ? [{ index: wait.index, detail }] : [];
  });
  if (hopeless.length === 0) return;
  const waiting = await client.query<{ node: number; people: number }>(WAITING_AT, [
    version.id,
    hopeless.map(({ index }) => index),
  ]);
  const people = new Map(waiting.rows.map((row) => [row.node, row.people]));
  const stuck = hopeless.filter(({ index }) => (people.get(index) ?? 0) > 0);
  await client.query(WATCH_NEVER, [
    version.workspace_id,
    version.journey_id,
    version.id,
    stuck.map(({ index }) => index),
    stuck.map(({ index }) => people.get(index)),
    stuck.map(({ detail }) => detail),
  ]);
}

async function namesOf(client: pg.ClientBase, text: string, values: [number, string[], number?]): Promise<Set<string>> {
  if (values[1].length === 0) return new Set();
  const { rows } = await client.query<{ name?: string; id?: string }>(text, values);
  return new Set(rows.map(({ name, id }) => name ?? id ?? ""));
}

/** undefined: it may still happen. */
function whyHopeless(
  { events, segments }: EndlessWait,
  unseen: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): string | undefined {
  if (events.length > 0 && events.every((event) => unseen.has(event)))
    return `waits without a limit for ${events.map((event) => `“${event}”`).join(" or ")}, which has never been seen`;
  if (segments.some((segment) => gone.has(segment))) return "waits without a limit for a segment that was deleted";
  return undefined;
}
