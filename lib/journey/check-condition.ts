import {
  type Condition,
  comparisons,
  type Operator,
  type PathCondition,
  type TimeCondition,
  type TimePart,
} from "./condition";
import { parseDuration } from "./duration";
import { measureOf } from "./event-measure";
import type { Json } from "./json";
import { parseInstant } from "./parse-instant";
import { isStandingPath } from "./standing-paths";
import { weekdayNames } from "./time";
import { walkCondition } from "./walk-condition";

/** What is unfinished or can never hold in a well-shaped condition, as messages for its author; empty when it is fine. */
export function checkCondition(condition: Condition): string[] {
  const messages: string[] = [];
  walkCondition(condition, (part) => {
    if ("path" in part) messages.push(...checkPath(part));
    else if ("all" in part || "any" in part || "none" in part) messages.push(...checkGroup(part));
    else if ("time" in part) messages.push(...checkTime(part));
    else if ("event" in part) {
      const measure = measureOf(part);
      if (measure) messages.push(...checkPath({ ...measure.test, path: measure.test.property }));
      if (part.where) messages.push(...checkHistoryFilter(part.where));
    }
  });
  return messages;
}

/** True for `{}`-like conditions that an author has not filled in yet. */
export function isEmptyCondition(condition: Condition): boolean {
  return (
    ("all" in condition && condition.all.length === 0) ||
    ("any" in condition && condition.any.length === 0) ||
    ("none" in condition && condition.none.length === 0)
  );
}

function checkGroup(part: Condition): string[] {
  return isEmptyCondition(part) ? ["Add at least one rule."] : [];
}

/** Filters over past events are answered by the database, which knows nothing of this run. */
function checkHistoryFilter(where: Condition): string[] {
  const messages: string[] = [];
  walkCondition(where, (part) => {
    if ("path" in part && (/^(run|journey)\./.test(part.path) || isStandingPath(part.path)))
      messages.push(`A filter on past events cannot use “${part.path}”; use event properties or subscriber fields.`);
    const known = "path" in part || "tag" in part || "all" in part || "any" in part || "none" in part;
    if (!known)
      messages.push("A filter on past events can look at the event's properties, the person's fields and tags only.");
  });
  return messages;
}

const takesNumber: readonly Operator[] = ["greater_than", "less_than", "greater_or_equal", "less_or_equal"];

function checkPath({ path, op, value }: PathCondition): string[] {
  if (op === "exists" || op === "not_exists") return [];
  if (value === undefined || value === null || value === "") return [`Give a value to compare “${path}” with.`];
  if (takesNumber.includes(op) && typeof value !== "number") return [`“${path}” is compared with a number here.`];
  if ((op === "in_list" || op === "not_in_list") && !(Array.isArray(value) && value.length > 0))
    return [`“${path}” needs a list of values.`];
  if ((op === "starts_with" || op === "ends_with") && typeof value !== "string")
    return [`“${path}” is compared with text here.`];
  if ((op === "within_last" || op === "older_than") && !(typeof value === "string" && parseDuration(value)))
    return [`“${path}” needs a period such as P7D.`];
  if ((op === "before" || op === "after") && parseInstant(value) === undefined) return [`“${path}” needs a date.`];
  if (op === "between" && !isRange(value)) return [`“${path}” needs two numbers or two dates.`];
  return [];
}

const timeOperators: Record<TimePart, readonly Operator[]> = {
  hour: [...comparisons, "between", "in_list", "not_in_list"],
  weekday: ["equals", "not_equals", "in_list", "not_in_list"],
  date: ["equals", "not_equals", "before", "after", "between", "in_list", "not_in_list"],
};

function checkTime({ time, op, value }: TimeCondition): string[] {
  if (!timeOperators[time].includes(op)) return [`The ${time} cannot be compared by “${op.replaceAll("_", " ")}”.`];
  const values = Array.isArray(value) ? value : [value];
  const fits =
    (op === "between" ? values.length === 2 : values.length > 0) &&
    Array.isArray(value) === ["between", "in_list", "not_in_list"].includes(op) &&
    values.every((v) => isTimeValue(time, v));
  if (fits) return [];
  const wanted = { hour: "hours from 0 to 23", weekday: "weekdays such as mon", date: "dates such as 2026-12-24" };
  return [`Compare the ${time} with ${wanted[time]}.`];
}

function isTimeValue(time: TimePart, value: Json): boolean {
  switch (time) {
    case "hour":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 23;
    case "weekday":
      return weekdayNames.some((day) => day === value);
    case "date":
      return typeof value === "string" && value.length === 10 && parseInstant(value) !== undefined;
  }
}

function isRange(value: NonNullable<PathCondition["value"]>): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  return (
    value.every((v) => typeof v === "number") ||
    value.every((v) => typeof v === "string" && parseInstant(v) !== undefined)
  );
}
