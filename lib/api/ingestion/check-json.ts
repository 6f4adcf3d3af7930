import { textProblem } from "@/lib/api/inspect-json";
import type { Json, JsonObject } from "@/lib/journey/json";

export const JSON_DEPTH_MAX = 20;
export const JSON_KEY_LENGTH_MAX = 256;
export const JSON_STRING_LENGTH_MAX = 32_768;

/** A JSON object as JSON.parse makes it: neither array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Looks for anything in parsed JSON that we would not store: too deep, too long, or not storable as text. Stops at the
 * first; never recurses deeper than JSON_DEPTH_MAX, whatever was sent. The message never repeats the value.
 */
export function jsonProblem(value: Json, depth = 1): string | undefined {
  if (typeof value === "string") {
    if (value.length > JSON_STRING_LENGTH_MAX) return `contains text longer than ${JSON_STRING_LENGTH_MAX} characters`;
    return textProblem(value);
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > JSON_DEPTH_MAX) return `nests deeper than ${JSON_DEPTH_MAX} levels`;
  if (Array.isArray(value)) {
    for (const entry of value) {
      const problem = jsonProblem(entry, depth + 1);
      if (problem) return problem;
    }
    return undefined;
  }
  for (const key in value) {
    if (key.length > JSON_KEY_LENGTH_MAX) return `contains a name longer than ${JSON_KEY_LENGTH_MAX} characters`;
    const entry = value[key];
    const problem = textProblem(key) ?? (entry === undefined ? undefined : jsonProblem(entry, depth + 1));
    if (problem) return problem;
  }
  return undefined;
}
