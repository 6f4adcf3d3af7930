import type { Condition } from "@/lib/journey/condition";
import type { Json } from "@/lib/journey/json";

/**
 * Whether a draft's value can be shown by the condition builder, complete or not. Weaker than conditionSchema on purpose:
 * a half-written rule must stay on the screen.
 */
export function looksLikeCondition(value: Json | Condition | undefined): value is Condition {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const group of ["all", "any", "none"] as const) {
    if (group in value) {
      const children: unknown = Reflect.get(value, group);
      return Array.isArray(children) && children.every((child) => looksLikeCondition(child));
    }
  }
  return ["path", "event", "segment_id", "tag", "message", "visits", "arm", "consent", "time"].some(
    (key) => typeof Reflect.get(value, key) === "string",
  );
}
