import type { JsonObject } from "./json";

/** A case as jsonb keeps it: what is absent is not there. */
export function testToJson(definition: unknown): JsonObject {
  return JSON.parse(JSON.stringify(definition));
}
