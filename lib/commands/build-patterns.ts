import type pg from "pg";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import {
  BEGIN_BUILD,
  BUILD_REACHED,
  BUILT,
  CLAIM_UNBUILT,
  FORGET_PATTERNS,
  FORGET_RETIRED,
  HAVE_STATE,
  LOCK_NEXT_PEOPLE,
  READ_HISTORY,
  READ_LAST_EVENTS,
} from "@/lib/db/patterns.sql";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import { matchPattern } from "@/lib/engine/match-pattern";
import { letTimePass, type PatternState, patternDue, touchPattern } from "@/lib/engine/pattern-state";
import { eventsOf } from "@/lib/engine/read-pattern";
import type { EventFact, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { Pattern } from "@/lib/journey/pattern";
import { hintWalk } from "@/lib/queue/hint";
import { enterJourneys } from "./enter-journeys";
import { Failures } from "./failures";
import { routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { homeOf, type LivePattern, type PatternUse } from "./live-patterns";
import { stragglersGone } from "./stragglers-gone";
import { firedCandidates, type StateRow, writeStates } from "./touch-patterns";

/** People in one transaction: their rows are locked meanwhile. */
const BATCH = 500;

type Unbuilt = { id: number; workspace_id: number; made_at: Instant; built_to: string; people_total: number | null };
type Fired = { live: LivePattern; subscriber: SubscriberFacts; at: Instant; event: EventFact | undefined };
/** people: how many of this batch; `begins`: a pattern that nobody has begun to build; done: nothing is left to build */
type Step = { people: number; done: boolean; begins?: number; shards: Set<number> };

/** Nothing older than this can decide the pattern. */
function lookBack(pattern: Pattern, now: Instant): Instant {
  switch (pattern.kind) {
    case "total":
    case "silence":
      return 0;
    case "sequence":
      return now - pattern.withinMs;
    case "set":
    case "score":
      return now - Math.max(...pattern.parts.map(({ withinMs }) => withinMs));
  }
}

const usesOf = (live: LivePattern): ReadonlyMap<string, PatternUse> => {
  const { pattern } = live;
  if (pattern.kind === "silence") return new Map();
  return new Map(
    (eventsOf(pattern) ?? []).map((name) => [
      name,
      { live, parts: pattern.parts.flatMap(({ event }, i) => (event === name ? [i] : [])) },
    ]),
  );
};

async function silenceStates(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  live: LivePattern,
  people: readonly SubscriberFacts[],
  madeAt: Instant,
): Promise<{ states: StateRow[]; fired: Fired[] }> {
  const { pattern } = live;
  if (pattern.kind !== "silence") return { states: [], fired: [] };
  const { rows } = await client.query<{ subscriber_id: string; last: number }>(READ_LAST_EVENTS, [
    people.map(({ id }) => id),
    pattern.event ?? null,
    workspace.id,
  ]);
  const personOf = new Map(people.map((person) => [person.id, person]));
  const states: StateRow[] = [];
  const fired: Fired[] = [];
  for (const { subscriber_id: subscriberId, last } of rows) {
    const state = { last };
    // Who was quiet already when the journey was published does not go quiet by it.
    const passed = letTimePass(pattern, state, patternDue(pattern, state, madeAt), workspace.now);
    states.push({ subscriberId, live, state, due: passed.due, changed: true });
    const subscriber = personOf.get(subscriberId);
    if (subscriber) fired.push(...passed.fired.map((at) => ({ live, subscriber, at, event: undefined })));
  }
  return { states, fired };
}

/** Plays everything that some people did, in the order in which it arrived; what came true since publishing counts. */
async function replayedStates(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  live: LivePattern,
  people: readonly SubscriberFacts[],
  madeAt: Instant,
): Promise<{ states: StateRow[]; fired: Fired[] }> {
  const uses = usesOf(live);
  const { rows } = await client.query<EventFact & { subscriber_id: string }>(READ_HISTORY, [
    people.map(({ id }) => id),
    [...uses.keys()],
    Math.max(0, lookBack(live.pattern, madeAt)),
    workspace.id,
  ]);
  const personOf = new Map(people.map((person) => [person.id, person]));
  const states: StateRow[] = [];
  const fired: Fired[] = [];
  for (const [subscriberId, events] of Map.groupBy(rows, (row) => row.subscriber_id)) {
    const subscriber = personOf.get(subscriberId);
    if (!subscriber) continue;
    let row: { state: PatternState; due: Instant | undefined } = { state: {}, due: undefined };
    for (const event of events) {
      const use = uses.get(event.event);
      const match = use && matchPattern(live.pattern, use.parts, homeOf(live, workspace), subscriber, event);
      if (!match) continue;
      const touched = touchPattern(live.pattern, row, match, event.at);
      row = touched;
      fired.push(
        ...touched.fired.map(({ at, byEvent }) => ({ live, subscriber, at, event: byEvent ? event : undefined })),
      );
    }
    const passed = letTimePass(live.pattern, row.state, row.due, workspace.now);
    fired.push(...passed.fired.map((at) => ({ live, subscriber, at, event: undefined })));
    states.push({ subscriberId, live, state: row.state, due: passed.due, changed: true });
  }
  return { states, fired: fired.filter(({ at }) => at >= madeAt) };
}

async function withoutState(
  client: pg.ClientBase,
  patternId: number,
  people: readonly SubscriberFacts[],
): Promise<SubscriberFacts[]> {
  const { rows } = await client.query<{ id: string }>(HAVE_STATE, [patternId, people.map(({ id }) => id)]);
  const have = new Set(rows.map(({ id }) => id));
  return people.filter(({ id }) => !have.has(id));
}

/** Nobody is left: from now on every state is ingestion's to write. */
async function finish(client: pg.ClientBase, { id, workspace_id }: Unbuilt): Promise<void> {
  await client.query(BUILD_REACHED, [id, BUILT, 0]);
  await client.query("update workspaces set trigger_epoch = trigger_epoch + 1 where id = $1", [workspace_id]);
}

async function buildBatch(
  client: pg.ClientBase,
  leftOut: readonly number[],
  takes: (id: number) => void,
): Promise<Step> {
  const nothing = { people: 0, done: true, shards: new Set<number>() };
  const { rows } = await client.query<Unbuilt>(CLAIM_UNBUILT, [leftOut]);
  const [unbuilt] = rows;
  if (!unbuilt) return nothing;
  takes(unbuilt.id);
  if (unbuilt.people_total === null) return { ...nothing, done: false, begins: unbuilt.id };
  const workspace = await readIngestWorkspace(client, unbuilt.workspace_id);
  const live = (await routesOf(client, workspace)).patterns.byId.get(unbuilt.id);
  const found = await client.query<SubscriberFacts>(LOCK_NEXT_PEOPLE, [workspace.id, unbuilt.built_to, BATCH]);
  const people = found.rows;
  const last = people.at(-1);
  if (!live || !last) {
    await finish(client, unbuilt);
    return { ...nothing, done: false };
  }
  const ours = await withoutState(client, unbuilt.id, people);
  const build = live.pattern.kind === "silence" ? silenceStates : replayedStates;
  const { states, fired } = await build(client, workspace, live, ours, unbuilt.made_at);
  await writeStates(client, workspace.id, states);
  await client.query(BUILD_REACHED, [unbuilt.id, last.id, people.length]);
  const shards = await enterJourneys(client, workspace, await firedCandidates(client, workspace, fired));
  return { people: people.length, done: false, shards };
}

/**
 * Builds what new patterns remember of people from what they did before, batch by batch, so that a pattern is not blind to the past of the
 * people it meets. Nobody enters by what came true before publishing. Filters look at people as they are now. A worker that dies goes on
 * where it was; several share the work. One that fails keeps no other waiting: its failure is thrown in the end. Gives back how many people were
 * looked at.
 */
export async function buildPatterns(signal?: AbortSignal): Promise<number> {
  let people = 0;
  const failures = new Failures<number>();
  while (!signal?.aborted) {
    const built = await failures.attemptNext(async (leftOut, takes) => {
      const step = await runTransaction((client) => buildBatch(client, leftOut, takes), BEGIN_INGESTION);
      if (step.begins !== undefined) await beginBuild(step.begins);
      return step;
    });
    if (built?.done) break;
    if (built && built.shards.size > 0) hintWalk(built.shards);
    people += built?.people ?? 0;
  }
  failures.throwFirst();
  return people;
}

/** A flush that began before the publish does not know the pattern: whatever it stored must be visible to everybody who builds. */
async function beginBuild(id: number): Promise<void> {
  await stragglersGone();
  await pool().query(BEGIN_BUILD, [id]);
}

/** Throws away what patterns remembered that no live journey asks for any more. */
export async function forgetRetiredPatterns(): Promise<void> {
  const forgotten = await pool().query(FORGET_RETIRED);
  if (forgotten.rowCount === 0) await pool().query(FORGET_PATTERNS);
}
