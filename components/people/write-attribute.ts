import type { Json, JsonObject } from "@/lib/journey/json";

/**
 * What to send so that an attribute has a value at a dotted path (null takes it away): `company.size` stands inside `company`, where
 * conditions and mails look for it. A name with a dot that is there as it is stays one.
 */
export function writeAttribute(attributes: JsonObject, path: string, value: Json): JsonObject {
  const [root = path, ...inside] = Object.hasOwn(attributes, path) ? [path] : path.split(".");
  return { [root]: inside.length === 0 ? value : put(attributes[root], inside, value) };
}

/** What to send so that the attribute which `written` writes is as it was. */
export function attributeAsBefore(attributes: JsonObject, written: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(written).map((name) => [name, Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null]),
  );
}

function put(before: Json | undefined, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  const object: JsonObject = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  return { ...object, [key]: rest.length === 0 ? value : put(inner, rest, value) };
}
