import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { plainArray } from "@/lib/db/array-literal";
import { MARK_DIRTY } from "@/lib/db/ingest.sql";
import type { Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { dig, fieldValue, pathRoot } from "@/lib/journey/read-path";
import { enterJourneys } from "./enter-journeys";
import { type Route, type Routes, routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { CHANGE_KIND, type Happening, wakeAwaiting } from "./wake-awaiting";
import type { Candidate } from "./who-enters";

/**
 * `before` is absent for somebody new. `by`: the enrollment that wrote it and so needs no wake; `depth`: TriggerFact.depth of whoever enters by
 * what it wrote.
 */
export type SubscriberChange = {
  before: SubscriberFacts | undefined;
  after: SubscriberFacts;
  by?: string;
  depth?: number | undefined;
};

/** What the caller must hint once its transaction has committed. */
export type Consequences = { shards: Set<number>; segments: boolean };

function valueAt(subscriber: SubscriberFacts | undefined, path: string): Json | undefined {
  if (!subscriber) return undefined;
  const at = pathRoot(path);
  if (at.root === "field") return dig(fieldValue(subscriber, at.field), at.keys);
  return at.root === "attribute" ? dig(subscriber.attributes, at.keys) : undefined;
}

/** "" and nothing mean any value; text also means the number or flag that is written so, as it is typed in a form. */
function means(setting: Json | undefined, value: Json | undefined): boolean {
  if (setting === undefined || setting === "" || isDeepStrictEqual(setting, value)) return true;
  return (
    typeof setting === "string" &&
    (typeof value === "number" || typeof value === "boolean") &&
    setting === String(value)
  );
}

/** Whether a trigger on a value's change lets this one through. */
export function changeLets(route: Route, from: Json | undefined, to: Json | undefined): boolean {
  return !isDeepStrictEqual(from, to) && means(route.from, from) && means(route.to, to);
}

/** The journeys whose trigger.attribute_changed this change may set off. */
export function attributeCandidates(
  routes: Routes,
  { before, after, depth }: SubscriberChange,
  now: Instant,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [attribute, found] of routes.byAttribute) {
    const from = valueAt(before, attribute);
    const to = valueAt(after, attribute);
    for (const route of found) {
      if (!changeLets(route, from, to)) continue;
      const properties = { attribute, from: from ?? null, to: to ?? null };
      const trigger = { node: route.nodeId, properties, at: now, ...(depth && { depth }) };
      candidates.push({ route, subscriber: after, trigger });
    }
  }
  return candidates;
}

/** One wake per person, however many of their changes came together; a run that made all of them needs none. */
export function changeHappenings(changes: readonly SubscriberChange[], now: Instant): Happening[] {
  const byPerson = new Map<string, Happening>();
  for (const { before, after, by } of changes) {
    if (!before) continue; // nobody waits for somebody new
    const known = byPerson.get(after.id);
    const madeAll = by !== undefined && (known === undefined || known.but === by);
    byPerson.set(after.id, {
      subscriberId: after.id,
      kindId: CHANGE_KIND,
      wake: { by: "change", at: now },
      ...(madeAll && { but: by }),
    });
  }
  return [...byPerson.values()];
}

/** Whether somebody's change can move them into a segment or another stage. */
export function looksAgain({ segments, lifecycle }: Routes): boolean {
  return segments.length > 0 || lifecycle.length > 0;
}

/** Somebody whose segments and stage are to be looked at again. `depth`: TriggerFact.depth of whoever enters by that, where a run is behind it. */
export type Mark = { subscriberId: string; depth?: number | undefined };

/** Has the people's segments and stage looked at again. Nothing to do where there is neither a dynamic segment nor a rule. */
export async function markDirty(client: pg.ClientBase, workspaceId: number, marks: readonly Mark[]): Promise<boolean> {
  if (marks.length === 0) return false;
  const depths = new Map<string, number>();
  for (const { subscriberId, depth = 0 } of marks)
    depths.set(subscriberId, Math.min(depth, depths.get(subscriberId) ?? depth));
  const values = [workspaceId, plainArray([...depths.keys()]), plainArray([...depths.values()])];
  await client.query({ name: "mark-dirty", text: MARK_DIRTY, values });
  return true;
}

/**
 * Everything that follows from people's own data having changed, in the transaction that changed it and holds their row locks:
 * waits and goals that listen look again, attribute triggers start journeys, segments are brought up to date. Every writer of
 * subscribers calls this (ingestion, the API, update_attributes, tags, imports). After commit: hintWalk(shards), hintSegments().
 */
export async function recordSubscriberChanges(
  client: pg.ClientBase,
  workspaceId: number,
  changes: readonly SubscriberChange[],
  now?: Instant,
): Promise<Consequences> {
  if (changes.length === 0) return { shards: new Set(), segments: false };
  const read = await readIngestWorkspace(client, workspaceId);
  const workspace: IngestWorkspace = { ...read, now: now ?? read.now };
  const routes = await routesOf(client, workspace);
  const woken = await wakeAwaiting(client, workspace.now, changeHappenings(changes, workspace.now));
  const entered = await enterJourneys(
    client,
    workspace,
    changes.flatMap((change) => attributeCandidates(routes, change, workspace.now)),
  );
  const segments =
    looksAgain(routes) &&
    (await markDirty(
      client,
      workspace.id,
      changes.map(({ after, depth }) => ({ subscriberId: after.id, depth })),
    ));
  return { shards: woken.union(entered), segments };
}
