import type { JsonObject } from "@/lib/journey/json";
import { writableFields } from "@/lib/journey/read-path";

/** What a field of the person may hold: text or a number of this length, or null. Attributes hold any JSON. */
const RESERVED_LENGTH_MAX = 320;
const reserved = new Set<string>([...writableFields, "firstName", "lastName"]);

/** The first trait that is a field of the person and holds what no field can; undefined: there is none. */
export function reservedProblem(traits: JsonObject): { name: string; message: string } | undefined {
  for (const name of reserved) {
    const value = traits[name];
    if (value === undefined || value === null || Number.isFinite(value)) continue;
    if (typeof value !== "string") return { name, message: "must be text" };
    if (value.length > RESERVED_LENGTH_MAX)
      return { name, message: `must have at most ${RESERVED_LENGTH_MAX} characters` };
  }
  return undefined;
}
