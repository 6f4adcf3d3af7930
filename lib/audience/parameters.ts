import type { Json } from "@/lib/journey/json";

/** Collects the parameters of a statement; each method gives back the placeholder with its cast. */
export type Parameters = {
  text: (value: string) => string;
  texts: (values: readonly string[]) => string;
  json: (value: Json) => string;
  number: (value: number) => string;
  time: (epochMs: number | "-infinity") => string;
  uuid: (value: string) => string;
  integer: (value: number) => string;
  values: unknown[];
};

/** `first`: the number of the first placeholder. */
export function makeParameters(first: number): Parameters {
  const values: unknown[] = [];
  const add = (value: unknown, cast: string) => `$${values.push(value) + first - 1}::${cast}`;
  return {
    values,
    text: (value) => add(storable(value), "text"),
    texts: (list) => add(list.map(storable), "text[]"),
    json: (value) => add(JSON.stringify(storableJson(value)), "jsonb"),
    number: (value) => add(String(value), "numeric"),
    time: (epochMs) => add(epochMs === "-infinity" ? epochMs : new Date(epochMs).toISOString(), "timestamptz"),
    uuid: (value) => add(value, "uuid"),
    integer: (value) => add(value, "int"),
  };
}

/**
 * PostgreSQL holds neither U+0000 nor half a surrogate pair, so text with one equals nothing stored. It becomes a
 * character that nobody stores, instead of an error.
 */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\uffff");
}

function storableJson(value: Json): Json {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storableJson(inner)]));
}
