import { describeDuration } from "./describe-duration";
import { describeHappened } from "./describe-happened";
import type { Seen } from "./facts";
import type { Json } from "./json";
import type { Names } from "./names";

const symbols: Readonly<Record<string, string>> = {
  equals: "=",
  not_equals: "≠",
  greater_than: ">",
  less_than: "<",
  greater_or_equal: "≥",
  less_or_equal: "≤",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  ends_with: "ends with",
  in_list: "one of",
  not_in_list: "none of",
  within_last: "within the last",
  older_than: "longer ago than",
  before: "before",
  after: "after",
  between: "between",
};

/** What is asked of a value when the operator stands under a not; the others have no opposite of their own. */
const opposites: Readonly<Record<string, string>> = {
  equals: "not_equals",
  not_equals: "equals",
  greater_than: "less_or_equal",
  less_than: "greater_or_equal",
  greater_or_equal: "less_than",
  less_or_equal: "greater_than",
  contains: "not_contains",
  not_contains: "contains",
  in_list: "not_in_list",
  not_in_list: "in_list",
};

/** As it is in a log or an answer: JSON leaves out a value that is not there. */
export type LoggedSeen = Omit<Seen, "value"> & { value?: Json | undefined };

/**
 * One comparison as the engine saw it, the value first and what was asked of it as a question, because the answer may be no:
 * `lifetime_value 900 (> 1,000?)`, `not in segment “VIP”`, `“purchase” did not happen`.
 */
export function describeSeen(seen: LoggedSeen, names: Names): string {
  const { path, op, value } = seen;
  const [root = "", ...rest] = path.split(".");
  const subject = rest.join(".");
  const window = describeWindow(seen);
  if (op === undefined && typeof value === "boolean" && subject !== "") {
    if (root === "segment") return `${value ? "in" : "not in"} segment “${names.segment(subject)}”`;
    if (root === "tag") return `${value ? "has" : "has no"} tag “${subject}”`;
    if (root === "event") return `“${subject}” ${value ? "happened" : "did not happen"}`;
    if (root === "message") {
      const [what = "", ...node] = rest;
      const mail = node.length > 0 ? `“${names.node(node.join("."))}”` : "an email";
      return `${value ? what : `has not ${what}`} ${mail}${window}`;
    }
  }
  if (root === "count" && subject !== "" && typeof value === "number")
    return describeHappened({ event: subject, times: value, window, ...seen });
  const wanted = wantedWords(seen);
  if (root === "visits" && subject !== "") return `visits of “${names.node(subject)}” ${show(value)}${wanted}`;
  const known = ofRun(root, rest, value, wanted, window, names);
  if (known) return known;
  if (op === "exists" || op === "not_exists") return value === undefined ? `${path} unknown` : `${path} ${show(value)}`;
  return `${path} ${show(value)}${wanted}`;
}

const measures: Readonly<Record<string, string>> = { sum: "total", avg: "average", first: "first", last: "last" };

/** Scores, arms, consent, the clock, and what events add up to. */
function ofRun(
  root: string,
  rest: readonly string[],
  value: Json | undefined,
  wanted: string,
  window: string,
  names: Names,
): string | undefined {
  const subject = rest.join(".");
  if (subject === "") return undefined;
  if (root === "score" && typeof value === "number") return `“${subject}” scores ${show(value)}`;
  if (root === "arm") return `arm of “${names.node(subject)}” ${show(value)}${wanted}`;
  if (root === "consent" && rest.length === 1) return `${subject}: ${String(value).replaceAll("_", " ")}${wanted}`;
  if (root === "time" && rest.length === 1) return `${subject} ${show(value)}${wanted}`;
  const measure = measures[root];
  if (!measure || rest.length < 2) return undefined;
  const [event, ...property] = rest;
  return `${measure} ${property.join(".")} of “${event}”${window} ${show(value)}${wanted}`;
}

function wantedWords({ op, expected, negated }: LoggedSeen): string {
  if (op === undefined || expected === undefined) return "";
  const asked = (negated && opposites[op]) || op;
  const not = negated && asked === op ? "not " : "";
  return ` (${not}${symbols[asked] ?? asked.replaceAll("_", " ")} ${expectedWords(op, expected)}?)`;
}

function describeWindow({ within, since }: LoggedSeen): string {
  if (since) return " since they entered";
  return within ? ` in the last ${describeDuration(within)}` : "";
}

function expectedWords(op: string, expected: Json): string {
  if ((op === "within_last" || op === "older_than") && typeof expected === "string") return describeDuration(expected);
  if (!Array.isArray(expected)) return show(expected);
  return expected.map(show).join(op === "between" ? " and " : ", ");
}

function show(value: Json | undefined): string {
  if (value === undefined || value === null) return "unknown";
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6 });
  return typeof value === "object" ? JSON.stringify(value) : typeof value === "string" ? `“${value}”` : String(value);
}
