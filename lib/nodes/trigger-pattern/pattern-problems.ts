import { checkCondition } from "@/lib/journey/check-condition";
import { exactWindowMs } from "@/lib/journey/exact-window";
import { PATTERN_TIMES_MAX, timesKept } from "@/lib/journey/pattern";
import { entryConditionProblems } from "../condition-problems";
import type { NodeProblem } from "../define-node";
import { patternOf } from "./pattern-of";
import type { PatternRow, TriggerPatternConfig } from "./schema";

const error = (field: string, message: string): NodeProblem => ({
  code: "invalid_setting",
  severity: "error",
  message,
  field,
});

/** What a pattern still needs, or can never do. */
export function patternProblems(config: TriggerPatternConfig): NodeProblem[] {
  const { kind, events, within, threshold, where } = config;
  const rows = events.flatMap((row, i) => rowProblems(row, config, `events.${i}`, i + 1));
  const own: NodeProblem[] = [];
  if (events.length === 0) own.push(error("events", "Name at least one event."));
  if (kind === "count" && events.length > 1) own.push(error("events", "This kind counts one event only."));
  if (kind === "sequence" && events.length === 1) own.push(error("events", "An order needs at least two steps."));
  if (kind === "sequence" && exactWindowMs(within) === undefined)
    own.push(error("within", "Say within which time, in weeks, days, hours or minutes."));
  if ((kind === "score" || kind === "total") && !((threshold ?? 0) > 0))
    own.push(error("threshold", "Say how much has to be reached."));
  if (kind === "set" && events.length > 0 && !events.some((row) => (row.min ?? (row.max === undefined ? 1 : 0)) > 0))
    own.push(
      error("events", "Ask at least one event to have happened. For people who do nothing, use “Goes quiet” instead."),
    );
  if (rows.length + own.length === 0) own.push(...sizeProblems(config));
  return [...own, ...rows, ...entryConditionProblems(where, "where")];
}

function rowProblems(row: PatternRow, { kind }: TriggerPatternConfig, field: string, place: number): NodeProblem[] {
  const problems: NodeProblem[] = [];
  if (!row.event) problems.push(error(field, `Choose event ${place}.`));
  if ((kind === "count" || kind === "set" || kind === "score") && exactWindowMs(row.within) === undefined)
    problems.push(error(field, `Event ${place}: say within which time, in weeks, days, hours or minutes.`));
  if (kind === "count" && !((row.min ?? 1) > 0)) problems.push(error(field, "Count to at least 1."));
  if (kind === "set" && row.max !== undefined && row.max < (row.min ?? 0))
    problems.push(error(field, `Event ${place}: the most is less than the least.`));
  if (kind === "score" && !((row.weight ?? 1) > 0)) problems.push(error(field, `Event ${place} needs points above 0.`));
  if (row.where) {
    // The same words as for a filter on past events, which may look at the same things.
    const history = { event: row.event || "event", where: row.where };
    for (const message of checkCondition(history)) problems.push(error(field, `Event ${place}: ${message}`));
  }
  return problems;
}

/** A state is bounded: what would have to remember more than this of everybody is refused. */
function sizeProblems(config: TriggerPatternConfig): NodeProblem[] {
  const pattern = patternOf(config);
  if (pattern.kind !== "set" && pattern.kind !== "score") return [];
  const over = pattern.parts.findIndex((_, i) => timesKept(pattern, i) > PATTERN_TIMES_MAX);
  if (over < 0) return [];
  return [
    error(
      "events",
      pattern.kind === "score"
        ? `Event ${over + 1} would have to happen more than ${PATTERN_TIMES_MAX} times to reach the score: give it more points.`
        : `Event ${over + 1}: counts up to ${PATTERN_TIMES_MAX} can be followed in a window. For more, use a total.`,
    ),
  ];
}
