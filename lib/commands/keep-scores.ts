import type pg from "pg";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import {
  ADD_SCORES,
  ADD_SILENT_PEOPLE,
  BEGIN_SCORING,
  CLAIM_SWEEP,
  CLAIM_UNSCORED,
  EVERYBODY,
  FIND_DRIFTED,
  LOCK_SCORES,
  NEXT_UNSCORED,
  SCORE_ANEW,
  SCORED_TO,
  SCORING_WORKSPACES,
  SWEPT,
  SWEPT_TO,
} from "@/lib/db/scores.sql";
import { LOCK_SUBSCRIBERS_BY_ID } from "@/lib/db/subscribers.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import { standingDay } from "@/lib/journey/standing";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { Failures } from "./failures";
import { followCrossings } from "./follow-crossings";
import { routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { tellClasses } from "./score-events";
import { stragglersGone } from "./stragglers-gone";
import { MARK_ALL_DIRTY } from "./update-segment";
import { walkFirst } from "./walk-first";

/** People in one transaction: their rows are locked meanwhile. */
const BATCH = 500;

type Unscored = { workspace_id: number; built_to: string; people_total: number | null; updated_at: string };
/** `begins`: rules that nobody is scored by yet. */
type Built = { people: number; begins?: Unscored; nothingLeft?: true };

/** Everybody is scored by the present rules: classes count from here, and segments that look at scores are looked at again. */
async function finishBuild(client: pg.ClientBase, workspace: IngestWorkspace): Promise<void> {
  const { id: workspaceId } = workspace;
  const { segmentsScored } = await routesOf(client, workspace);
  await client.query(SCORED_TO, [workspaceId, EVERYBODY, 0]);
  await client.query(SWEPT, [workspaceId, standingDay(workspace.now)]);
  await client.query("update workspaces set trigger_epoch = trigger_epoch + 1 where id = $1", [workspaceId]);
  if (segmentsScored) await client.query(MARK_ALL_DIRTY, [workspaceId]);
}

async function buildBatch(
  client: pg.ClientBase,
  leftOut: readonly number[],
  takes: (id: number) => void,
): Promise<Built> {
  const { rows } = await client.query<Unscored>(CLAIM_UNSCORED, [leftOut]);
  const [unscored] = rows;
  if (!unscored) return { people: 0, nothingLeft: true };
  takes(unscored.workspace_id);
  const { workspace_id: workspaceId, built_to: builtTo, people_total: total } = unscored;
  if (total === null) return { people: 0, begins: unscored };
  const workspace = await readIngestWorkspace(client, workspaceId);
  const today = standingDay(workspace.now);
  const found = await client.query<{ id: string }>(NEXT_UNSCORED, [workspaceId, builtTo, BATCH]);
  const ids = found.rows.map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) {
    await finishBuild(client, workspace);
    return { people: 0 };
  }
  await client.query(ADD_SCORES, [workspaceId, ids, today]);
  await client.query(LOCK_SCORES, [workspaceId, ids]);
  await client.query(SCORE_ANEW, [workspaceId, ids, today]);
  // Silently: nobody comes into a class by a change of the rules.
  await tellClasses(client, workspace, ids);
  await client.query(SCORED_TO, [workspaceId, last, ids.length]);
  return { people: ids.length };
}

/**
 * Scores everybody anew where the rules have changed, batch by batch from what people did. Nobody enters a journey by it. A worker that dies goes
 * on where it was; several share the work. Gives back how many people were scored.
 */
async function buildScores(failures: Failures<number>, signal: AbortSignal | undefined): Promise<number> {
  let people = 0;
  while (!signal?.aborted) {
    const built = await failures.attemptNext(async (leftOut, takes) => {
      const step = await runTransaction((client) => buildBatch(client, leftOut, takes), BEGIN_INGESTION);
      if (step.begins) await beginScoring(step.begins);
      return step;
    });
    people += built?.people ?? 0;
    if (built?.nothingLeft) break;
  }
  if (people > 0) hintSegments();
  return people;
}

/** A flush that began before the rules changed scores by the old ones, or not at all: its events must be visible to the build. */
async function beginScoring({ workspace_id, updated_at }: Unscored): Promise<void> {
  await stragglersGone();
  await pool().query(BEGIN_SCORING, [workspace_id, updated_at]);
}

type Swept = { done: boolean; shards: Set<number>; segments: boolean };

async function sweepBatch(client: pg.ClientBase, workspaceId: number): Promise<Swept> {
  const workspace = await readIngestWorkspace(client, workspaceId);
  const today = standingDay(workspace.now);
  const claimed = await client.query<{ swept_to: string }>(CLAIM_SWEEP, [workspaceId, today]);
  const [sweep] = claimed.rows;
  const nothing = { shards: new Set<number>(), segments: false };
  if (!sweep) return { done: true, ...nothing };
  if (sweep.swept_to === "0") await client.query(ADD_SILENT_PEOPLE, [workspaceId, today]);
  const { rows } = await client.query<{ id: string }>(FIND_DRIFTED, [workspaceId, sweep.swept_to, today, BATCH]);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await client.query(LOCK_SUBSCRIBERS_BY_ID, [workspaceId, ids]);
  const crossings = await tellClasses(client, workspace, ids);
  const followed = crossings.length
    ? await followCrossings(client, workspace, await routesOf(client, workspace), crossings)
    : nothing;
  const done = ids.length < BATCH;
  await client.query(done ? SWEPT : SWEPT_TO, [workspaceId, done ? today : ids.at(-1)]);
  return { done, ...followed };
}

async function sweepScores(workspaceId: number, signal: AbortSignal | undefined): Promise<void> {
  while (!signal?.aborted) {
    const { done, shards, segments } = await runTransaction(
      (client) => sweepBatch(client, workspaceId),
      BEGIN_INGESTION,
    );
    if (shards.size > 0) hintWalk(shards);
    if (segments) hintSegments();
    if (done) return;
  }
}

/**
 * Keeps scores true without an event at hand: builds them where the rules changed, and once a day of the workspace's clock looks for whom time
 * has moved into another class, which starts journeys and wakes waits as an event would. Any number may run side by side. A workspace that fails
 * keeps no other waiting: its failure is thrown in the end.
 */
export async function keepScores(signal?: AbortSignal): Promise<number> {
  const failures = new Failures<number>();
  const people = await buildScores(failures, signal);
  const { rows } = await pool().query<{ id: number; mode: string; clock_offset_ms: string; swept_day: number }>(
    SCORING_WORKSPACES,
  );
  for (const { id, mode, clock_offset_ms: clockOffsetMs, swept_day } of rows) {
    if (swept_day >= standingDay(clockNow({ mode, clockOffsetMs }))) continue;
    await failures.attempt(id, async () => {
      if (mode === "sandbox") await walkFirst(id);
      await sweepScores(id, signal);
    });
  }
  failures.throwFirst();
  return people;
}
