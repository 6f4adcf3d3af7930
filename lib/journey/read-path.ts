import { type Facts, STANDING_KEY, type SubscriberFacts } from "./facts";
import type { Json, JsonObject } from "./json";
import { isStandingPath } from "./standing-paths";

/** Subscriber columns that conditions and templates reach by their plain name; everything else is an attribute. */
const subscriberFields = [
  "external_id",
  "email",
  "phone",
  "first_name",
  "last_name",
  "timezone",
  "locale",
  "lifecycle_stage",
  "created_at",
  "tags",
] as const;
export type SubscriberField = (typeof subscriberFields)[number];

/** Fields a journey may write (update_attributes). */
export const writableFields = [
  "email",
  "phone",
  "first_name",
  "last_name",
  "timezone",
  "locale",
  "lifecycle_stage",
] as const;
export type WritableField = (typeof writableFields)[number];

export function isSubscriberField(name: string): name is SubscriberField {
  return (subscriberFields as readonly string[]).includes(name);
}

export function isWritableField(name: string): name is WritableField {
  return (writableFields as readonly string[]).includes(name);
}

/** Where a path leads, by its first key. `keys` is the rest. */
export type PathRoot =
  | { root: "event" | "run" | "journey"; keys: readonly string[] }
  | { root: "field"; field: SubscriberField; keys: readonly string[] }
  /** scores and the like: a fetched fact */
  | { root: "standing"; keys: readonly string[] }
  | { root: "attribute"; keys: readonly string[] };

const KNOWN_PATHS_MAX = 10_000;
const knownPaths = new Map<string, PathRoot>();

/** The answer is shared: never alter it. */
export function pathRoot(path: string): PathRoot {
  const known = knownPaths.get(path);
  if (known) return known;
  const root = splitPath(path);
  if (knownPaths.size < KNOWN_PATHS_MAX) knownPaths.set(path, root);
  return root;
}

function splitPath(path: string): PathRoot {
  const keys = path.split(".");
  const [first = "", ...rest] = keys;
  if ((first === "event" || first === "run" || first === "journey") && rest.length > 0)
    return { root: first, keys: rest };
  if (isSubscriberField(first)) return { root: "field", field: first, keys: rest };
  if (isStandingPath(path)) return { root: "standing", keys };
  return { root: "attribute", keys };
}

/** The value at a path; undefined when there is none. JSON null counts as none. Own keys only. */
export function readPath(path: string, facts: Facts): Json | undefined {
  const at = pathRoot(path);
  switch (at.root) {
    case "event":
      return dig((facts.run.event ?? facts.trigger).properties, at.keys);
    case "run":
      return dig(facts.run.values, at.keys);
    case "journey":
      return dig(journeyFacts(facts), at.keys);
    case "field":
      return dig(fieldValue(facts.subscriber, at.field), at.keys);
    case "standing":
      return dig(facts.fetched.get(STANDING_KEY), at.keys);
    case "attribute":
      return dig(facts.subscriber.attributes, at.keys);
  }
}

/** Walks own keys and array places. A place counts like in PostgreSQL's `#>`: from 0, negative from the end. */
export function dig(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let here = value;
  for (const key of keys) {
    if (Array.isArray(here)) {
      if (!/^[ \t\n\v\f\r]*[+-]?\d{1,9}$/.test(key)) return undefined;
      here = here.at(Number(key));
    } else if (typeof here === "object" && here !== null && Object.hasOwn(here, key)) here = here[key];
    else return undefined;
  }
  return here === null ? undefined : here;
}

/** A subscriber's column as a JSON value; moments as ISO text. */
export function fieldValue(subscriber: SubscriberFacts, field: SubscriberField): Json {
  return field === "created_at" ? new Date(subscriber.created_at).toISOString() : subscriber[field];
}

function journeyFacts(facts: Facts): JsonObject {
  return {
    ...facts.journey,
    entered_at: new Date(facts.entered_at).toISOString(),
    arms: facts.run.arms ?? {},
    visits: facts.run.visits ?? {},
    goals: facts.run.goals ?? {},
  };
}
