import { LEARN_EVENT_KINDS } from "@/lib/db/ingest.sql";
import { sidePool } from "@/lib/db/pool";
import { realNow } from "@/lib/db/real-now";
import type { Json, JsonObject } from "@/lib/journey/json";

/** The catalogue learns this many properties of an event, and this much of a sample value. */
export const PROPERTIES_LEARNED_MAX = 50;
/** Different event names in one workspace: beyond it somebody puts data into names. */
export const EVENT_NAMES_MAX = 10_000;
const SAMPLE_LENGTH_MAX = 100;
const NESTING_LEARNED_MAX = 3;
/** last_seen_at is for people: it may be this much behind. */
const SEEN_EVERY_MS = 60_000;
const REMEMBERED_MAX = 50_000;

type Kind = { id: number; properties: Set<string>; toldAt: number };
const remembered = new Map<string, Kind>();
const keyOf = (workspaceId: number, name: string) => `${workspaceId} ${name}`;

function sampleOf(value: Json): Json {
  if (typeof value === "string") return value.slice(0, SAMPLE_LENGTH_MAX).toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  return JSON.stringify(value).slice(0, SAMPLE_LENGTH_MAX).toWellFormed();
}

/** Dotted path → sample value; objects are opened, as conditions reach into them by the same paths. */
export function samplesOf(properties: JsonObject, known: ReadonlySet<string> = new Set()): JsonObject {
  const samples: JsonObject = {};
  let room = PROPERTIES_LEARNED_MAX - known.size;
  const visit = (object: JsonObject, prefix: string, depth: number) => {
    for (const key in object) {
      if (room <= 0) return;
      const value = object[key];
      const path = prefix + key;
      if (value === undefined || value === null || path.length > 200 || key === "") continue;
      if (typeof value === "object" && !Array.isArray(value) && depth < NESTING_LEARNED_MAX)
        visit(value, `${path}.`, depth + 1);
      else if (!known.has(path) && !(path in samples)) {
        samples[path] = sampleOf(value);
        room -= 1;
      }
    }
  };
  visit(properties, "", 1);
  return samples;
}

/**
 * Event names → their small numbers, made where new. Runs on its own, before and outside the flush's transaction: a busy event's
 * row would otherwise be a lock that every flush queues for. A name that is one too many is missing from the answer. A name learned by a flush that then fails does no harm.
 */
export async function internKinds(
  workspaceId: number,
  events: readonly { event: string; properties: JsonObject }[],
  at = realNow(),
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const toLearn = new Map<string, JsonObject>();
  for (const { event, properties } of events) {
    const kind = remembered.get(keyOf(workspaceId, event));
    if (kind) ids.set(event, kind.id);
    const fresh = samplesOf(properties, kind?.properties);
    const stale = !kind || at - kind.toldAt > SEEN_EVERY_MS;
    if (stale || Object.keys(fresh).length > 0) toLearn.set(event, { ...fresh, ...toLearn.get(event) });
  }
  if (toLearn.size === 0) return ids;
  const { rows } = await sidePool().query<{ id: number; name: string; properties: string[] }>(LEARN_EVENT_KINDS, [
    workspaceId,
    [...toLearn.keys()],
    [...toLearn.values()].map((samples) => JSON.stringify(samples)),
    PROPERTIES_LEARNED_MAX,
    EVENT_NAMES_MAX,
  ]);
  if (remembered.size > REMEMBERED_MAX) remembered.clear();
  for (const { id, name, properties } of rows) {
    ids.set(name, id);
    remembered.set(keyOf(workspaceId, name), { id, properties: new Set(properties), toldAt: at });
  }
  return ids;
}
