import type pg from "pg";
import { jsonLines, plainArray, textArray } from "@/lib/db/array-literal";
import { INSERT_EVENTS, REMEMBER_MESSAGES, STANDING_LISTENED } from "@/lib/db/ingest.sql";
import { realNow } from "@/lib/db/real-now";
import { uuidV7 } from "@/lib/db/uuid-v7";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { IngestItem } from "@/lib/journey/ingest-item";
import type { JsonObject } from "@/lib/journey/json";
import { enterJourneys } from "./enter-journeys";
import { crossingCandidates } from "./follow-crossings";
import { type Routes, routesOf } from "./ingest-routes";
import { atPresent, type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { mergeTraits } from "./merge-traits";
import {
  attributeCandidates,
  type Consequences,
  changeHappenings,
  looksAgain,
  type Mark,
  markDirty,
  type SubscriberChange,
} from "./record-subscriber-changes";
import { type Crossing, scoreEvents } from "./score-events";
import type { SubscriberRow } from "./subscriber-row";
import { type PatternEventOf, patternsListen, touchPatterns } from "./touch-patterns";
import { CHANGE_KIND, type Happening, wakeAwaiting } from "./wake-awaiting";
import type { Candidate } from "./who-enters";
import { type Edit, type PersonWork, type WrittenPerson, writePeople } from "./write-people";

export type ItemFate = "accepted" | "duplicate";
export type Ingested = Consequences & { fates: ItemFate[] };

/** Earlier than any event that somebody could mean. */
const EARLIEST: Instant = Date.UTC(1990, 0, 1);

/** An item that is new, with its time; `before` and `after` are the person around it where that matters. */
type Step = {
  item: IngestItem;
  traits: JsonObject | undefined;
  occurredAt: Instant;
  person: WrittenPerson;
  before: SubscriberRow | undefined;
  after: SubscriberRow | undefined;
  fact: EventFact | undefined;
};

/** The sender's word for the time, kept between sane bounds: nothing happens after it is received. */
export function occurredAt(item: IngestItem, now: Instant): Instant {
  const claimed = item.agoMs === undefined ? (item.occurredAt ?? now) : now - item.agoMs;
  return Number.isFinite(claimed) ? Math.min(now, Math.max(EARLIEST, claimed)) : now;
}

/** Of equal messages the first counts, in this batch and in the last 30 days. */
async function fatesOf(client: pg.ClientBase, workspaceId: number, items: readonly IngestItem[]): Promise<ItemFate[]> {
  const first = new Map<string, number>();
  items.forEach(({ messageId }, i) => {
    if (messageId !== undefined && !first.has(messageId)) first.set(messageId, i);
  });
  if (first.size === 0) return items.map(() => "accepted");
  const { rows } = await client.query<{ unseen: string[] | null }>({
    name: "ingest-messages",
    text: REMEMBER_MESSAGES,
    values: [workspaceId, textArray([...first.keys()])],
  });
  const [{ unseen } = { unseen: [] }] = rows;
  const fresh = unseen && new Set(unseen);
  return items.map(({ messageId }, i) =>
    messageId === undefined || (first.get(messageId) === i && (!fresh || fresh.has(messageId)))
      ? "accepted"
      : "duplicate",
  );
}

const traitsOf = (item: IngestItem) => (item.traits && Object.keys(item.traits).length > 0 ? item.traits : undefined);

function isRelevant(item: IngestItem, routes: Routes): boolean {
  if (traitsOf(item)) return true;
  if (item.kind !== "track") return false;
  const { event } = item;
  return (
    routes.byEvent.has(event) ||
    routes.listened.has(event) ||
    routes.standingListens ||
    patternsListen(routes.patterns, event)
  );
}

/** Writes the people of the items and says what each item found and left. */
async function writeSteps(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  routes: Routes,
  items: readonly IngestItem[],
): Promise<Step[]> {
  const work: PersonWork[] = [];
  const placeOf = new Map<IngestItem, number>();
  for (const [externalId, own] of Map.groupBy(items, (item) => item.externalId)) {
    if (!own.some((item) => isRelevant(item, routes))) {
      work.push({ externalId, edits: undefined });
      continue;
    }
    const edits = own.map((item): Edit => {
      const traits = traitsOf(item);
      const at = occurredAt(item, workspace.now);
      return (row) => (traits ? mergeTraits(row, traits, at) : { row, changed: false });
    });
    work.push({ externalId, edits });
    own.forEach((item, place) => {
      placeOf.set(item, place);
    });
  }
  const people = await writePeople(client, workspace, work);
  return items.map((item) => {
    const person = people.get(item.externalId);
    if (!person) throw new Error("a person was written and is missing from the answer");
    const place = placeOf.get(item) ?? 0;
    return {
      item,
      traits: traitsOf(item),
      occurredAt: occurredAt(item, workspace.now),
      person,
      before: person.states[place],
      after: person.states[place + 1],
      fact: undefined,
    };
  });
}

async function insertEvents(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  steps: readonly Step[],
  kinds: ReadonlyMap<string, number>,
  real: number,
): Promise<void> {
  const stored = steps.filter(({ item }) => item.kind === "track");
  if (stored.length === 0) return;
  const kindIds: number[] = [];
  for (const step of stored) {
    const { item } = step;
    if (item.kind !== "track") continue;
    const kindId = kinds.get(item.event);
    if (kindId === undefined) throw new Error("an event's name has no number");
    kindIds.push(kindId);
    step.fact = {
      id: uuidV7(real),
      event: item.event,
      properties: item.properties,
      at: workspace.now,
      occurred_at: step.occurredAt,
    };
  }
  await client.query({
    name: "ingest-events",
    text: INSERT_EVENTS,
    values: [
      workspace.id,
      workspace.now,
      plainArray(stored.map(({ person }) => person.id)),
      plainArray(kindIds),
      plainArray(stored.map(({ fact }) => fact?.id ?? "")),
      plainArray(stored.map(({ occurredAt: at }) => at)),
      jsonLines(stored.map(({ fact }) => fact?.properties)),
      jsonLines(stored.map(({ item }) => item.context)),
    ],
  });
}

function changesOf(steps: readonly Step[]): SubscriberChange[] {
  return steps.flatMap(({ before, after, person }) => {
    if (!before || !after || before === after) return [];
    return [{ before: person.created && before === person.states[0] ? undefined : before, after }];
  });
}

/** Nobody waits for somebody who did not exist. */
function wakingChanges(steps: readonly Step[]): SubscriberChange[] {
  return changesOf(steps.filter(({ person }) => !person.created && person.changed));
}

function eventHappenings(steps: readonly Step[], routes: Routes, kinds: ReadonlyMap<string, number>): Happening[] {
  return steps.flatMap(({ item, fact, person }) => {
    const kindId = fact && kinds.get(fact.event);
    if (!fact || kindId === undefined || person.created || !routes.listened.has(fact.event)) return [];
    return [
      {
        subscriberId: person.id,
        kindId,
        wake: { by: "event" as const, event: fact },
        ...(item.emitted && { but: item.emitted.by }),
      },
    ];
  });
}

/** Where an event says that it comes from. */
function sourceOf({ item, fact }: Step): unknown {
  return item.context?.source ?? fact?.properties.source;
}

function eventCandidates(steps: readonly Step[], routes: Routes): Candidate[] {
  return steps.flatMap((step) => {
    const { item, fact, after } = step;
    const found = fact && routes.byEvent.get(fact.event);
    if (!found || !after) return [];
    return found.flatMap((route) => {
      if (route.source !== undefined && route.source !== sourceOf(step)) return [];
      const { event, id: event_id, properties, at } = fact;
      const depth = item.emitted?.depth;
      const trigger = { node: route.nodeId, event, event_id, properties, at, ...(depth && { depth }) };
      return [{ route, subscriber: after, trigger }];
    });
  });
}

function patternEvents(steps: readonly Step[], routes: Routes): PatternEventOf[] {
  return steps.flatMap(({ fact, after, person }) =>
    fact && after && patternsListen(routes.patterns, fact.event)
      ? [{ subscriber: after, created: person.created, event: fact }]
      : [],
  );
}

/** Scores of people whose events these are; gives who came into another class. */
async function scoreSteps(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  routes: Routes,
  steps: readonly Step[],
): Promise<Crossing[]> {
  if (!routes.scores) return [];
  const events = steps.flatMap(({ fact, item, person }) =>
    fact ? [{ subscriberId: person.id, event: { ...fact, emitted: item.emitted !== undefined } }] : [],
  );
  return scoreEvents(client, workspace, routes.scores, events);
}

/** With a score that is waited for every event is a change: it may have been a point short. */
function scoreHappenings(steps: readonly Step[], routes: Routes, now: Instant): Happening[] {
  if (!routes.scores || !routes.listened.has(STANDING_LISTENED)) return [];
  const heard = steps.filter(({ fact, person }) => fact && !person.created).map(({ person }) => person.id);
  return [...new Set(heard)].map((subscriberId) => ({
    subscriberId,
    kindId: CHANGE_KIND,
    wake: { by: "change", at: now },
  }));
}

/** The people as they are after it all, of those who are locked. */
function peopleAfter(steps: readonly Step[]): Map<string, SubscriberRow> {
  return new Map(steps.flatMap(({ person, after }) => (after ? [[person.id, person.states.at(-1) ?? after]] : [])));
}

function dirtyMarks(steps: readonly Step[], routes: Routes): Mark[] {
  if (!looksAgain(routes)) return [];
  const dirty = steps.filter(
    ({ person, fact }) => person.changed || (fact && (routes.segmentsScored || routes.segmentEvents.has(fact.event))),
  );
  return dirty.map(({ person, item }) => ({ subscriberId: person.id, depth: item.emitted?.depth }));
}

/**
 * Stores the items of one workspace and everything that follows from them: people first, then events, then (after the people's
 * locks, in fresh statements) those who wait and those who enter. Runs inside the caller's transaction; nothing is promised
 * before it commits. An event is received when the locks are had. `kinds` has a number for every event name of the items. `now`: the moment at which they happen, when it is not the
 * workspace's present (walks in a sandbox).
 */
export async function ingestTransaction(
  client: pg.ClientBase,
  workspaceId: number,
  items: readonly IngestItem[],
  kinds: ReadonlyMap<string, number>,
  options: { real?: number; now?: Instant } = {},
): Promise<Ingested> {
  const read = await readIngestWorkspace(client, workspaceId);
  const arrived = { ...read, now: options.now ?? read.now };
  const routes = await routesOf(client, arrived);
  const fates = await fatesOf(client, workspaceId, items);
  const fresh = items.filter((_, i) => fates[i] === "accepted");
  if (fresh.length === 0) return { fates, shards: new Set(), segments: false };
  const steps = await writeSteps(client, arrived, routes, fresh);
  const workspace = options.now === undefined ? atPresent(arrived) : arrived;
  await insertEvents(client, workspace, steps, kinds, options.real ?? realNow());
  const crossings = await scoreSteps(client, workspace, routes, steps);
  const changes = changesOf(steps);
  const woken = await wakeAwaiting(client, workspace.now, [
    ...eventHappenings(steps, routes, kinds),
    ...changeHappenings(wakingChanges(steps), workspace.now),
    ...scoreHappenings(steps, routes, workspace.now),
  ]);
  const entered = await enterJourneys(client, workspace, [
    ...changes.flatMap((change) => attributeCandidates(routes, change, workspace.now)),
    ...eventCandidates(steps, routes),
    ...(routes.standingListens ? crossingCandidates(crossings, routes, peopleAfter(steps), workspace) : []),
    ...(await touchPatterns(client, workspace, routes.patterns, patternEvents(steps, routes))),
  ]);
  const segments = await markDirty(client, workspaceId, dirtyMarks(steps, routes));
  return { fates, shards: woken.union(entered), segments };
}
