import { type Condition, conditionSchema } from "@/lib/journey/condition";
import type { Json } from "@/lib/journey/json";

const conditionKeys = [
  "all",
  "any",
  "none",
  "path",
  "event",
  "segment_id",
  "tag",
  "message",
  "visits",
  "arm",
  "consent",
  "time",
];

/** Every condition anywhere inside a node's settings, found by its shape; outermost ones only. */
export function conditionsIn(value: Json | undefined): Condition[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(conditionsIn);
  if (conditionKeys.some((key) => Object.hasOwn(value, key))) {
    const parsed = conditionSchema.safeParse(value);
    if (parsed.success) return [parsed.data];
  }
  return Object.values(value).flatMap(conditionsIn);
}
