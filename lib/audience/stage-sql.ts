import type { Instant } from "@/lib/journey/facts";
import type { LifecycleRules } from "@/lib/journey/lifecycle-rules";
import { conditionSql } from "./condition-sql";
import { makeParameters } from "./parameters";

/**
 * The stage of the person `s` by the first rule that holds, as SQL text; null where none does. A rule that cannot be asked outside of a journey
 * holds for nobody (saving refuses it).
 */
export function stageSql(
  rules: LifecycleRules,
  options: { workspaceId: number; now: Instant; firstParameter: number },
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const cases = rules.flatMap(({ stage, condition }) => {
    const holds = conditionSql(condition, { ...options, firstParameter: options.firstParameter + values.length });
    if (!holds.ok) return [];
    values.push(...holds.values);
    const name = makeParameters(options.firstParameter + values.length);
    const text = name.text(stage);
    values.push(...name.values);
    return [`when ${holds.text} then ${text}`];
  });
  return { text: cases.length === 0 ? "null::text" : `(case ${cases.join(" ")} end)`, values };
}
