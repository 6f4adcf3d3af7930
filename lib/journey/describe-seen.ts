import { describeDuration } from "./describe-duration";
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

/** As it is in a log or an answer: JSON leaves out a value that is not there. */
export type LoggedSeen = Omit<Seen, "value"> & { value?: Json | undefined };

/**
 * One comparison as the engine saw it, the value first and what was asked of it as a question, because the answer may be no:
 * `lifetime_value 900 (> 1,000?)`, `not in segment “VIP”`, `“purchase” 0 × (≥ 1?)`.
 */
export function describeSeen({ path, op, expected, value }: LoggedSeen, names: Names): string {
  const [root = "", ...rest] = path.split(".");
  const subject = rest.join(".");
  if (op === undefined && typeof value === "boolean" && subject !== "") {
    if (root === "segment") return `${value ? "in" : "not in"} segment “${names.segment(subject)}”`;
    if (root === "tag") return `${value ? "has" : "has no"} tag “${subject}”`;
    if (root === "event") return `“${subject}” ${value ? "happened" : "did not happen"}`;
    if (root === "message") {
      const [what = "", ...node] = rest;
      const mail = node.length > 0 ? `“${names.node(node.join("."))}”` : "an email";
      return `${value ? what : `has not ${what}`} ${mail}`;
    }
  }
  const wanted = wantedWords(op, expected);
  if (root === "count" && subject !== "") return `“${subject}” ${show(value)} ×${wanted}`;
  if (root === "visits" && subject !== "") return `visits of “${names.node(subject)}” ${show(value)}${wanted}`;
  const known = ofRun(root, rest, value, wanted, names);
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
  return `${measure} ${property.join(".")} of “${event}” ${show(value)}${wanted}`;
}

function wantedWords(op: string | undefined, expected: Json | undefined): string {
  if (op === undefined || expected === undefined) return "";
  const sign = symbols[op] ?? op.replaceAll("_", " ");
  return ` (${sign} ${expectedWords(op, expected)}?)`;
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
