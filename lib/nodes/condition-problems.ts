import { checkCondition } from "@/lib/journey/check-condition";
import type { Condition } from "@/lib/journey/condition";
import { walkCondition } from "@/lib/journey/walk-condition";
import type { NodeProblem } from "./define-node";

/** Problems of a condition setting; an absent optional condition has none. */
export function conditionProblems(condition: Condition | undefined, field: string): NodeProblem[] {
  if (!condition) return [];
  return checkCondition(condition).map((message) => ({ code: "invalid_condition", severity: "error", message, field }));
}

/** Problems of a trigger's condition, which is asked before there is a run. */
export function entryConditionProblems(condition: Condition | undefined, field: string): NodeProblem[] {
  const problems = conditionProblems(condition, field);
  if (!condition) return problems;
  walkCondition(condition, (part) => {
    if ("event" in part && part.since)
      problems.push({
        code: "invalid_condition",
        severity: "error",
        message: `Nobody has entered yet when this is asked, so “${part.event}” cannot be counted since then.`,
        field,
      });
  });
  return problems;
}

/** One problem when a required text is still empty. */
export function missing(value: string | undefined, field: string, message: string): NodeProblem[] {
  return value?.trim() ? [] : [{ code: "missing_setting", severity: "error", message, field }];
}
