import type { JsonObject } from "@/lib/journey/json";

/** Whether a value read from a jsonb column is an object. What is in such a column is JSON; only its kind is in question. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
