import { checkCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import type { NodeProblem } from "./define-node";

/** Problems of a condition setting; an absent optional condition has none. */
export function conditionProblems(condition: Condition | undefined, field: string): NodeProblem[] {
  if (!condition) return [];
  return checkCondition(condition).map((message) => ({ code: "invalid_condition", severity: "error", message, field }));
}

/** One problem when a required text is still empty. */
export function missing(value: string | undefined, field: string, message: string): NodeProblem[] {
  return value?.trim() ? [] : [{ code: "missing_setting", severity: "error", message, field }];
}
