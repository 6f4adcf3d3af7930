import type pg from "pg";
import { plainArray } from "@/lib/db/array-literal";
import { columnsOf } from "@/lib/db/columns";
import { READ_BUILT_TO, READ_PATTERN_STATES, WRITE_PATTERN_STATES } from "@/lib/db/patterns.sql";
import { matchPattern } from "@/lib/engine/match-pattern";
import { type PatternState, touchPattern } from "@/lib/engine/pattern-state";
import type { EventFact, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { IngestWorkspace } from "./ingest-workspace";
import { homeOf, type LivePattern, type LivePatterns } from "./live-patterns";
import { recordRefusals } from "./record-refusals";
import type { Candidate } from "./who-enters";

/** A new event of somebody whose row is locked, with the person as they were right after it. */
export type PatternEventOf = { subscriber: SubscriberFacts; created: boolean; event: EventFact };

/** One person's state of one pattern while a transaction works on it. */
export type StateRow = {
  subscriberId: string;
  live: LivePattern;
  state: PatternState;
  due: Instant | undefined;
  changed: boolean;
};

/** A silence is remembered to this part of its length; whoever is about to be called quiet is looked at once more. */
const SILENCE_GRAIN = 100;

/** Whether events of this name have to be held against a pattern. */
export function patternsListen(patterns: LivePatterns, event: string): boolean {
  return patterns.ofAny.length > 0 || patterns.byEvent.has(event);
}

type Touch = PatternEventOf & { live: LivePattern; parts: number[] };

function touchesOf(patterns: LivePatterns, events: readonly PatternEventOf[]): Touch[] {
  return events.flatMap((one) => [
    ...(patterns.byEvent.get(one.event.event) ?? []).map((use) => ({ ...one, ...use })),
    ...patterns.ofAny.map((live) => ({ ...one, live, parts: [0] })),
  ]);
}

/**
 * Of the patterns that are still being built those states that are not ours to write: the build will read this very event, because it waits
 * for the person's lock, which we hold. New people have no history and are ours.
 */
async function withoutUnbuilt(
  client: pg.ClientBase,
  touches: readonly Touch[],
  known: ReadonlySet<string>,
): Promise<Touch[]> {
  const building = [...new Set(touches.flatMap(({ live }) => (live.built ? [] : [live.id])))];
  if (building.length === 0) return [...touches];
  const { rows } = await client.query<{ id: number; built_to: string }>(READ_BUILT_TO, [building]);
  const builtTo = new Map(rows.map((row) => [row.id, BigInt(row.built_to)]));
  return touches.filter(
    ({ live, created, subscriber }) =>
      live.built ||
      created ||
      known.has(`${subscriber.id} ${live.id}`) ||
      BigInt(subscriber.id) <= (builtTo.get(live.id) ?? 0n),
  );
}

async function readStates(client: pg.ClientBase, touches: readonly Touch[]): Promise<Map<string, StateRow>> {
  const wanted = new Map(touches.map(({ subscriber, live }) => [`${subscriber.id} ${live.id}`, { subscriber, live }]));
  const { rows } = await client.query<{
    subscriber_id: string;
    pattern_id: number;
    state: PatternState;
    due: number | null;
  }>({
    name: "read-pattern-states",
    text: READ_PATTERN_STATES,
    values: [
      plainArray([...wanted.values()].map(({ subscriber }) => subscriber.id)),
      plainArray([...wanted.values()].map(({ live }) => live.id)),
    ],
  });
  return new Map(
    rows.flatMap((row) => {
      const key = `${row.subscriber_id} ${row.pattern_id}`;
      const live = wanted.get(key)?.live;
      if (!live) return [];
      const { subscriber_id: subscriberId, state, due } = row;
      return [[key, { subscriberId, live, state, due: due ?? undefined, changed: false }]];
    }),
  );
}

/** Writes those that changed. */
export async function writeStates(
  client: pg.ClientBase,
  workspaceId: number,
  states: Iterable<StateRow>,
): Promise<void> {
  const rows = [...states]
    .filter(({ changed }) => changed)
    .map(({ subscriberId, live, state, due }) => ({
      subscriber_id: subscriberId,
      pattern_id: live.id,
      state: JSON.stringify(state),
      due: due ?? null,
    }));
  if (rows.length === 0) return;
  const values = columnsOf(rows, { subscriber_id: "plain", pattern_id: "plain", state: "json", due: "plain" });
  await client.query({ name: "write-pattern-states", text: WRITE_PATTERN_STATES, values: [workspaceId, ...values] });
}

/** A state is not written for an event that changes nothing worth it: of a busy person's silence one in a hundredth of its length. */
function isWorthWriting({ live, due }: StateRow, next: PatternState, before: PatternState, fired: number): boolean {
  if (live.pattern.kind !== "silence" || fired > 0 || due === undefined) return true;
  return (next.last ?? 0) - (before.last ?? 0) > live.pattern.forMs / SILENCE_GRAIN;
}

/** People whose pattern came true, ready to be let in, or remembered as turned away where the journey is paused. */
export async function firedCandidates(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  fired: readonly { live: LivePattern; subscriber: SubscriberFacts; at: Instant; event: EventFact | undefined }[],
): Promise<Candidate[]> {
  const paused = fired.filter(({ live }) => !live.fires);
  await recordRefusals(
    client,
    workspace,
    paused.map(({ live, subscriber, event }) => ({
      route: live.route,
      subscriberId: subscriber.id,
      event: event?.event,
      reason: "paused",
      seen: [],
    })),
  );
  return fired
    .filter(({ live }) => live.fires)
    .map(({ live: { route }, subscriber, at, event }) => ({
      route,
      subscriber,
      trigger: {
        node: route.nodeId,
        ...(event && { event: event.event, event_id: event.id }),
        properties: event?.properties ?? {},
        at,
      },
    }));
}

/**
 * Holds new events against the patterns that name them: one read and one write of small states for the whole batch, whatever the people
 * did before. The people are locked by the caller. Gives whom a pattern wants to let in.
 */
export async function touchPatterns(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  patterns: LivePatterns,
  events: readonly PatternEventOf[],
): Promise<Candidate[]> {
  const all = touchesOf(patterns, events);
  if (all.length === 0) return [];
  const states = await readStates(client, all);
  const touches = await withoutUnbuilt(client, all, new Set(states.keys()));
  const fired: { live: LivePattern; subscriber: SubscriberFacts; at: Instant; event: EventFact | undefined }[] = [];
  for (const { live, parts, subscriber, event } of touches) {
    const match = matchPattern(live.pattern, parts, homeOf(live, workspace), subscriber, event);
    if (!match) continue;
    const key = `${subscriber.id} ${live.id}`;
    const row = states.get(key) ?? { subscriberId: subscriber.id, live, state: {}, due: undefined, changed: false };
    const touched = touchPattern(live.pattern, row, match, workspace.now);
    if (isWorthWriting(row, touched.state, row.state, touched.fired.length))
      Object.assign(row, { state: touched.state, due: touched.due, changed: true });
    states.set(key, row);
    fired.push(
      ...touched.fired.map(({ at, byEvent }) => ({ live, subscriber, at, event: byEvent ? event : undefined })),
    );
  }
  await writeStates(client, workspace.id, states.values());
  return firedCandidates(client, workspace, fired);
}
