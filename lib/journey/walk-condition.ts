import type { Condition } from "./condition";

/** Calls `visit` for a condition and everything inside it, `where` filters included. */
export function walkCondition(condition: Condition, visit: (part: Condition) => void): void {
  visit(condition);
  const children =
    "all" in condition
      ? condition.all
      : "any" in condition
        ? condition.any
        : "none" in condition
          ? condition.none
          : "event" in condition && condition.where
            ? [condition.where]
            : [];
  for (const child of children) walkCondition(child, visit);
}
