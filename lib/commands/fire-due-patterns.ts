import type pg from "pg";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { CLAIM_DUE_PATTERNS, LAST_EVENTS_AFTER } from "@/lib/db/patterns.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { READ_SUBSCRIBERS_BY_ID } from "@/lib/db/subscribers.sql";
import { addToPattern, letTimePass, type PatternState, patternDue } from "@/lib/engine/pattern-state";
import type { Instant, SubscriberFacts } from "@/lib/journey/facts";
import { hintWalk } from "@/lib/queue/hint";
import { enterJourneys } from "./enter-journeys";
import { routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import type { LivePattern } from "./live-patterns";
import { firedCandidates, type StateRow, writeStates } from "./touch-patterns";

/** People in one transaction: their rows are locked meanwhile. */
const BATCH = 500;

type Row = { subscriber_id: string; pattern_id: number; state: PatternState; due: number };

/** A silence is remembered coarsely; before anybody is called quiet, whatever came after what is remembered is looked for. */
async function freshenSilences(client: pg.ClientBase, rows: readonly StateRow[], now: Instant): Promise<void> {
  const silent = rows.filter(({ live }) => live.pattern.kind === "silence");
  if (silent.length === 0) return;
  const { rows: later } = await client.query<{ place: number; last: number }>(LAST_EVENTS_AFTER, [
    silent.map(({ subscriberId }) => subscriberId),
    silent.map(({ live: { pattern } }) => (pattern.kind === "silence" ? (pattern.event ?? null) : null)),
    silent.map(({ state }) => state.last ?? 0),
  ]);
  for (const { place, last } of later) {
    const row = silent[place - 1];
    if (!row) continue;
    const { pattern } = row.live;
    row.state = addToPattern(pattern, row.state, { parts: [0], amount: 0, at: last }, now);
    row.due = patternDue(pattern, row.state, row.due ?? now);
  }
}

async function fireBatch(
  client: pg.ClientBase,
  workspaceId: number,
): Promise<{ claimed: number; shards: Set<number> }> {
  const workspace = await readIngestWorkspace(client, workspaceId);
  const { patterns } = await routesOf(client, workspace);
  const { rows } = await client.query<Row>(CLAIM_DUE_PATTERNS, [workspaceId, workspace.now, BATCH]);
  if (rows.length === 0) return { claimed: 0, shards: new Set() };
  const states = rows.flatMap((row): StateRow[] => {
    const live = patterns.byId.get(row.pattern_id);
    return live ? [{ subscriberId: row.subscriber_id, live, state: row.state, due: row.due, changed: true }] : [];
  });
  // Of patterns that nobody asks for any more: nothing will be due again.
  const gone = rows.filter((row) => !patterns.byId.has(row.pattern_id));
  if (gone.length > 0)
    await client.query(
      `update pattern_states p set due_at = null from unnest($1::bigint[], $2::int[]) as x(subscriber_id, pattern_id)
       where p.subscriber_id = x.subscriber_id and p.pattern_id = x.pattern_id`,
      [gone.map((row) => row.subscriber_id), gone.map((row) => row.pattern_id)],
    );
  await freshenSilences(client, states, workspace.now);
  return { claimed: rows.length, shards: await enter(client, workspace, states) };
}

async function enter(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  states: readonly StateRow[],
): Promise<Set<number>> {
  const fired: { live: LivePattern; subscriberId: string; at: Instant }[] = [];
  for (const row of states) {
    const passed = letTimePass(row.live.pattern, row.state, row.due, workspace.now);
    row.due = passed.due;
    fired.push(...passed.fired.map((at) => ({ live: row.live, subscriberId: row.subscriberId, at })));
  }
  await writeStates(client, workspace.id, states);
  if (fired.length === 0) return new Set();
  const ids = [...new Set(fired.map(({ subscriberId }) => subscriberId))];
  const { rows } = await client.query<SubscriberFacts>(READ_SUBSCRIBERS_BY_ID, [workspace.id, ids]);
  const people = new Map(rows.map((row) => [row.id, row]));
  const inOrder = fired.sort((a, b) => a.at - b.at);
  const candidates = await firedCandidates(
    client,
    workspace,
    inOrder.flatMap(({ live, subscriberId, at }) => {
      const subscriber = people.get(subscriberId);
      return subscriber ? [{ live, subscriber, at, event: undefined }] : [];
    }),
  );
  return enterJourneys(client, workspace, candidates);
}

/**
 * Lets in everybody of a workspace for whom time alone has made a pattern true: a silence, a maximum that is no longer exceeded. Batch by
 * batch under the people's locks, so any number may run side by side. Gives back how many were looked at.
 */
export async function fireDuePatterns(workspaceId: number, signal?: AbortSignal): Promise<number> {
  let looked = 0;
  while (!signal?.aborted) {
    const { claimed, shards } = await runTransaction((client) => fireBatch(client, workspaceId), BEGIN_INGESTION);
    if (shards.size > 0) hintWalk(shards);
    looked += claimed;
    if (claimed < BATCH) return looked;
  }
  return looked;
}
