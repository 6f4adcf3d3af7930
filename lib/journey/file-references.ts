import type { Json } from "./json";

/**
 * In a file, ids of one workspace mean nothing: what a journey points to is written as `@segments/vip-customers`, and the file says beside it
 * what that is. A text that merely looks like such a reference is written with one more `@` in front.
 */
const LOOKS_LIKE_ONE = /^@+(segments|templates|journeys|pools|connections)\//;

/** Replaces ids by their references, wherever they stand as a whole text. */
export function nameReferences(value: Json, referenceOf: ReadonlyMap<string, string>): Json {
  return mapTexts(value, "", (text) => referenceOf.get(text) ?? (LOOKS_LIKE_ONE.test(text) ? `@${text}` : text));
}

export type UnknownReference = { path: string; reference: string };

/** Replaces references by ids: the inverse of nameReferences. What is not known stays and is told, by its dotted path under `at`. */
export function resolveReferences(
  value: Json,
  idOf: ReadonlyMap<string, string>,
  at: string,
): { value: Json; unknown: UnknownReference[] } {
  const unknown: UnknownReference[] = [];
  const resolved = mapTexts(value, at, (text, path) => {
    if (!LOOKS_LIKE_ONE.test(text)) return text;
    if (text.startsWith("@@")) return text.slice(1);
    const id = idOf.get(text);
    if (id === undefined) unknown.push({ path, reference: text });
    return id ?? text;
  });
  return { value: resolved, unknown };
}

/** Everything in the value that stands for something of this kind. */
export function textsIn(value: Json, found: Set<string> = new Set()): Set<string> {
  mapTexts(value, "", (text) => {
    found.add(text);
    return text;
  });
  return found;
}

/** Names as references: `VIP customers` → `@segments/vip-customers`; equal ones are numbered. Order decides who gets the plain one. */
export function makeReferences(
  kind: "segments" | "templates" | "journeys" | "pools" | "connections",
  things: readonly { id: string; name: string }[],
): Map<string, string> {
  const taken = new Set<string>();
  const references = new Map<string, string>();
  for (const { id, name } of things) {
    const base = slugOf(name);
    let key = base;
    for (let n = 2; taken.has(key); n++) key = `${base}-${n}`;
    taken.add(key);
    references.set(id, `@${kind}/${key}`);
  }
  return references;
}

/** `VIP customers, 2026` → `vip-customers-2026`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, "");
  return slug || "unnamed";
}

function mapTexts(value: Json, path: string, change: (text: string, path: string) => string): Json {
  if (typeof value === "string") return change(value, path);
  if (typeof value !== "object" || value === null) return value;
  const under = (key: string | number) => (path === "" ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((inner, i) => mapTexts(inner, under(i), change));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, under(key), change)]));
}
