import type {
  Comparison,
  Condition,
  ConsentState,
  EventCondition,
  EventMeasure,
  Operator,
  PathCondition,
  TimeCondition,
  TimePart,
} from "./condition";
import { describeDuration } from "./describe-duration";
import { measureOf } from "./event-measure";
import type { Json } from "./json";
import type { Names } from "./names";
import { standingPaths } from "./standing-paths";

/** One readable sentence without a capital or full stop: "plan is “pro” and opened “Welcome” in the last 7 days". */
export function describeCondition(condition: Condition, names: Names): string {
  return describe(condition, names, false);
}

function describe(condition: Condition, names: Names, nested: boolean): string {
  if ("all" in condition) return join(condition.all, " and ", "always", names, nested);
  if ("any" in condition) return join(condition.any, " or ", "never", names, nested);
  if ("none" in condition) {
    const [only, ...more] = condition.none;
    if (!only) return "always";
    return more.length === 0
      ? negated(describe(only, names, false))
      : `none of (${condition.none.map((c) => describe(c, names, true)).join(", ")})`;
  }
  if ("path" in condition) return describePath(condition);
  if ("event" in condition) return describeEvent(condition, names);
  if ("segment_id" in condition) return `is in segment “${names.segment(condition.segment_id)}”`;
  if ("tag" in condition) return `has tag “${condition.tag}”`;
  if ("message" in condition) {
    const any = condition.in ? "any email of this journey" : "any email";
    const what = condition.node_id ? `“${names.node(condition.node_id)}”` : any;
    return `${condition.message} ${what}${inWindow(condition.within)}`;
  }
  if ("arm" in condition) return `took arm “${condition.is}” of “${names.node(condition.arm)}”`;
  if ("consent" in condition) return consentWords[condition.is];
  if ("time" in condition) return describeTime(condition);
  return `visits of “${names.node(condition.visits)}” ${comparisonWords[condition.op]} ${condition.value}`;
}

/** "did not do “cart_emptied”" reads as a sentence, which "not (did …)" does not. */
function negated(sentence: string): string {
  return sentence.startsWith("did “") ? sentence.replace("did “", "did not do “") : `not (${sentence})`;
}

function join(children: Condition[], word: string, empty: string, names: Names, nested: boolean): string {
  if (children.length === 0) return empty;
  const text = children.map((child) => describe(child, names, children.length > 1)).join(word);
  return nested && children.length > 1 ? `(${text})` : text;
}

const consentWords: Record<ConsentState, string> = {
  subscribed: "may be mailed",
  unsubscribed: "has unsubscribed from email",
  suppressed: "is suppressed for email",
  no_address: "has no email address",
};

const timeNames: Record<TimePart, string> = {
  hour: "the hour where they live",
  weekday: "the weekday where they live",
  date: "the date where they live",
};

function describeTime({ time, op, value }: TimeCondition): string {
  const values = (Array.isArray(value) ? value : [value]).map((v) =>
    time === "hour" ? `${v}:00` : time === "weekday" ? weekdayLabel(v) : String(v),
  );
  return `${timeNames[time]} ${operatorWords[op]} ${values.join(op === "between" ? " and " : ", ")}`;
}

function weekdayLabel(value: Json): string {
  const text = String(value);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const comparisonWords: Record<Comparison, string> = {
  equals: "is",
  not_equals: "is not",
  greater_than: "is more than",
  less_than: "is less than",
  greater_or_equal: "is at least",
  less_or_equal: "is at most",
};

const operatorWords: Record<Operator, string> = {
  ...comparisonWords,
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  ends_with: "ends with",
  in_list: "is one of",
  not_in_list: "is none of",
  exists: "is known",
  not_exists: "is not known",
  within_last: "is within the last",
  older_than: "is longer ago than",
  before: "is before",
  after: "is after",
  between: "is between",
};

const measureWords: Record<EventMeasure, (property: string, event: string) => string> = {
  sum: (property, event) => `total ${property} of ${event}`,
  avg: (property, event) => `average ${property} of ${event}`,
  first: (property, event) => `${property} of the first ${event}`,
  last: (property, event) => `${property} of the last ${event}`,
};

function describePath(condition: PathCondition): string {
  return `${describePathName(condition.path)} ${describeTest(condition)}`;
}

/** "is more than 5": an operator and what it compares with. */
function describeTest({ op, value }: Omit<PathCondition, "path">): string {
  const start = operatorWords[op];
  if (op === "exists" || op === "not_exists") return start;
  if (value === undefined || value === "") return `${start} …`;
  if ((op === "within_last" || op === "older_than") && typeof value === "string")
    return `${start} ${describeDuration(value)}`;
  if (op === "between" && Array.isArray(value)) return `${start} ${value.map(quote).join(" and ")}`;
  return `${start} ${Array.isArray(value) ? value.map(quote).join(", ") : quote(value)}`;
}

/** "event.order_id" → "event order id", "first_name" → "first name", "scores.lead_class" → "lead class". */
export function describePathName(path: string): string {
  const standing = standingPaths.find((known) => known.path === path);
  if (standing) return standing.label.toLowerCase();
  return path
    .replaceAll("_", " ")
    .replaceAll(".", " › ")
    .replace(/^event › /, "event ");
}

function describeEvent(condition: EventCondition, names: Names): string {
  const { event, count, where, within, since } = condition;
  const times = (n: number) => (n === 1 ? "once" : `${n} times`);
  const name = `“${event}”`;
  const filter = where ? ` where ${describe(where, names, false)}` : "";
  const window = since ? " since they entered" : inWindow(within);
  const measure = measureOf(condition);
  if (measure) {
    const { property, ...test } = measure.test;
    return `${measureWords[measure.kind](describePathName(property), name)}${filter}${window} ${describeTest(test)}`;
  }
  if (
    !count ||
    (count.op === "greater_or_equal" && count.value === 1) ||
    (count.op === "greater_than" && count.value === 0)
  )
    return `did ${name}${filter}${window}`;
  if ((count.op === "equals" || count.op === "less_or_equal") && count.value === 0)
    return `did not do ${name}${filter}${window}`;
  if (count.op === "less_than" && count.value === 1) return `did not do ${name}${filter}${window}`;
  return `did ${name} ${countWords[count.op]}${times(count.value)}${filter}${window}`;
}

const countWords: Record<Comparison, string> = {
  equals: "exactly ",
  not_equals: "not exactly ",
  greater_than: "more than ",
  less_than: "less than ",
  greater_or_equal: "at least ",
  less_or_equal: "at most ",
};

function inWindow(within: string | undefined): string {
  return within ? ` in the last ${describeDuration(within)}` : "";
}

function quote(value: Json): string {
  if (typeof value === "string") return `“${value}”`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
