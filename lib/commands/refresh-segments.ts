import type pg from "pg";
import { conditionSql } from "@/lib/audience/condition-sql";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import { FORGET_GONE, NEXT_DIRTY_WORKSPACE, TAKE_DIRTY, updateMembers } from "@/lib/db/segments.sql";
import { READ_SUBSCRIBERS_BY_ID } from "@/lib/db/subscribers.sql";
import type { Condition } from "@/lib/journey/condition";
import { walkCondition } from "@/lib/journey/walk-condition";
import { hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { enterJourneys } from "./enter-journeys";
import { type Routes, routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { moveStages } from "./move-stages";
import type { SubscriberRow } from "./subscriber-row";
import { CHANGE_KIND, wakeAwaiting } from "./wake-awaiting";
import type { Candidate } from "./who-enters";

/** People looked at in one transaction: their rows are locked meanwhile. */
const BATCH = 500;
/** Segments that ask for other segments are looked at again while memberships change, so deep. */
const ROUNDS_MAX = 5;

type Segment = Routes["segments"][number];
/** Somebody has become a member, or is none any more. `depth`: as in MemberChange. */
export type Move = { segmentId: string; subscriberId: string; came: boolean; depth?: number | undefined };
type Looked = { looked: number; shards: Set<number> };

function asksForSegments(condition: Condition): boolean {
  let asks = false;
  walkCondition(condition, (part) => {
    asks ||= "segment_id" in part;
  });
  return asks;
}

async function moveMembers(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  { id, condition }: Segment,
  subscriberIds: readonly string[],
): Promise<Move[]> {
  const sql = conditionSql(condition, { workspaceId: workspace.id, now: workspace.now, firstParameter: 5 });
  if (!sql.ok) {
    log.warn({ segment: id, path: sql.path }, "a segment asks for what only a run knows; its members stay as they are");
    return [];
  }
  const { rows } = await client.query<{ id: string; came: boolean }>(updateMembers(sql.text), [
    subscriberIds,
    workspace.id,
    id,
    workspace.now,
    ...sql.values,
  ]);
  return rows.map((row) => ({ segmentId: id, subscriberId: row.id, came: row.came }));
}

/** Every segment once, then those that build on others for as long as anything moves. */
async function moveAll(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  segments: readonly Segment[],
  subscriberIds: readonly string[],
): Promise<Move[]> {
  const all: Move[] = [];
  let open = segments;
  for (let round = 0; open.length > 0 && round < ROUNDS_MAX; round += 1) {
    const before = all.length;
    for (const segment of open) all.push(...(await moveMembers(client, workspace, segment, subscriberIds)));
    open = all.length > before ? segments.filter(({ condition }) => asksForSegments(condition)) : [];
  }
  return all;
}

function candidatesOf(
  moves: readonly Move[],
  routes: Routes,
  people: ReadonlyMap<string, SubscriberRow>,
  workspace: IngestWorkspace,
): Candidate[] {
  return moves.flatMap(({ segmentId, subscriberId, came, depth }) => {
    const subscriber = people.get(subscriberId);
    if (!subscriber) return [];
    return ((came ? routes.bySegment : routes.bySegmentLeft).get(segmentId) ?? []).map((route) => ({
      route,
      subscriber,
      trigger: {
        node: route.nodeId,
        properties: { segment_id: segmentId },
        at: workspace.now,
        ...(depth && { depth }),
      },
    }));
  });
}

/**
 * What follows from people having come and gone, in the transaction that moved them and holds their row locks: whoever waits for a
 * change is woken, triggers of both kinds start journeys. Every writer of memberships calls this. After commit: hintWalk(shards).
 */
export async function recordMoves(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  routes: Routes,
  moves: readonly Move[],
): Promise<Set<number>> {
  if (moves.length === 0) return new Set();
  const moved = [...new Set(moves.map(({ subscriberId }) => subscriberId))];
  const woken = await wakeAwaiting(
    client,
    workspace.now,
    moved.map((subscriberId) => ({ subscriberId, kindId: CHANGE_KIND, wake: { by: "change", at: workspace.now } })),
  );
  const starts = ({ came, segmentId }: Move) => (came ? routes.bySegment : routes.bySegmentLeft).has(segmentId);
  if (!moves.some(starts)) return woken;
  const { rows } = await client.query<SubscriberRow>(READ_SUBSCRIBERS_BY_ID, [workspace.id, moved]);
  const people = new Map(rows.map((row) => [row.id, row]));
  return woken.union(await enterJourneys(client, workspace, candidatesOf(moves, routes, people, workspace)));
}

async function lookAt(client: pg.ClientBase, workspaceId: number, limit: number): Promise<Looked> {
  const { rows } = await client.query<{ id: string; depth: number }>(TAKE_DIRTY, [workspaceId, limit]);
  const ids = rows.map(({ id }) => id);
  const depths = new Map(rows.map(({ id, depth }) => [id, depth]));
  if (ids.length === 0) return { looked: 0, shards: new Set() };
  // Read after they are taken: who was put into the list because of other rules is looked at by these.
  const workspace = await readIngestWorkspace(client, workspaceId);
  const routes = await routesOf(client, workspace);
  const moves = await moveAll(client, workspace, routes.segments, ids);
  const moved = await recordMoves(
    client,
    workspace,
    routes,
    moves.map((move) => ({ ...move, depth: depths.get(move.subscriberId) })),
  );
  // After the segments, whose members the triggers of a stage may ask for. A stage that moves has the person looked at once more.
  const staged = await moveStages(client, workspace, routes.lifecycle, depths);
  return { looked: ids.length, shards: moved.union(staged.shards) };
}

/** `failure`: of a workspace whose people were not all looked at */
type Drained = { looked: number; left: number; failure?: { error: unknown } };

async function drainWorkspace(workspaceId: number, limit: number): Promise<Drained> {
  let looked = 0;
  for (let batch = 1; batch > 0 && looked < limit; looked += batch) {
    const done = await runTransaction(
      (client) => lookAt(client, workspaceId, Math.min(BATCH, limit - looked)),
      BEGIN_INGESTION,
    );
    if (done.shards.size > 0) hintWalk(done.shards);
    batch = done.looked;
  }
  const rest = await pool().query<{ left: number }>(FORGET_GONE, [workspaceId]);
  return { looked, left: rest.rows[0]?.left ?? 0 };
}

/**
 * Looks again at the segments and stages of people in dirty_subscribers, at most `limit` of them: members come and go, those who come or go
 * start journeys (trigger.segment_entered, trigger.segment_left), whoever waits for a change of the person is woken. Returns how many were looked at,
 * and how many are `left`: more than the limit, or held by somebody else just now. Any number may run side by side. A workspace that fails
 * does not keep the others waiting.
 */
export async function drainSegments(limit: number): Promise<Drained> {
  const drained: Drained = { looked: 0, left: 0 };
  for (let after = 0; drained.looked < limit; ) {
    const { rows } = await pool().query<{ workspace_id: number }>(NEXT_DIRTY_WORKSPACE, [after]);
    const [next] = rows;
    if (!next) break;
    after = next.workspace_id;
    try {
      const { looked, left } = await drainWorkspace(after, limit - drained.looked);
      drained.looked += looked;
      drained.left += left;
    } catch (error) {
      log.error({ err: error, workspace: after }, "the segments of a workspace cannot be looked at; the others go on");
      drained.failure = { error };
    }
  }
  return drained;
}
