import type { SubscriberFacts } from "./facts";
import type { Json, JsonObject } from "./json";
import { isWritableField, pathRoot } from "./read-path";

/**
 * The person after writing values by dotted path: writable fields by their name, everything else as attributes. Null
 * removes. Fields hold text without space around it, whoever writes them: addresses are compared by it. Paths that cannot be written (event.*, external_id …) change nothing. Never alters its input.
 */
export function applyAttributes(subscriber: SubscriberFacts, set: Readonly<Record<string, Json>>): SubscriberFacts {
  let result = subscriber;
  for (const [path, value] of Object.entries(set)) {
    const at = pathRoot(path);
    if (at.root === "attribute") result = { ...result, attributes: setAt(result.attributes, at.keys, value) };
    else if (at.root === "field" && at.keys.length === 0 && isWritableField(at.field))
      result = { ...result, [at.field]: value === null ? null : String(value).trim() || null };
  }
  return result;
}

function setAt(object: JsonObject, keys: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined) return object;
  if (rest.length === 0 && value === null) {
    const { [key]: _removed, ...kept } = object;
    return kept;
  }
  const child = Object.hasOwn(object, key) ? object[key] : undefined;
  const inside = typeof child === "object" && child !== null && !Array.isArray(child) ? child : {};
  if (rest.length > 0 && value === null && inside !== child) return object;
  return { ...object, [key]: rest.length === 0 ? value : setAt(inside, rest, value) };
}
