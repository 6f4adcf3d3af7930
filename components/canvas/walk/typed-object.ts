import { parseAttributeValue, writeAttributeValue } from "@/components/people/attribute-value";
import { pathSchema } from "@/lib/journey/condition";
import type { Json, JsonObject } from "@/lib/journey/json";

/** A name and a value as typed. */
export type TypedProperty = { key: string; value: string };

/** Rows as an object: `cart.total` reaches inside, and numbers and flags are what they look like. A row without a proper name is left out. */
export function typedObject(rows: readonly TypedProperty[]): JsonObject {
  const object: JsonObject = {};
  for (const { key, value } of rows) {
    const path = pathSchema.safeParse(key.trim());
    if (path.success) put(object, path.data.split("."), parseAttributeValue(value));
  }
  return object;
}

/** The rows that typedObject reads back as the same object. */
export function rowsOfObject(object: JsonObject): TypedProperty[] {
  return Object.entries(object).map(([key, value]) => ({ key, value: writeAttributeValue(value) }));
}

function put(object: JsonObject, [key = "", ...rest]: string[], value: Json): void {
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  const next: JsonObject = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner : {};
  object[key] = next;
  put(next, rest, value);
}
