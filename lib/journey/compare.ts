import type { Comparison, Operator } from "./condition";
import { parseDuration } from "./duration";
import type { Instant } from "./facts";
import type { Json } from "./json";
import { parseInstant } from "./parse-instant";
import { sameJson } from "./same-json";
import { windowStart } from "./time";

/**
 * The operators over one value. Typed: a number never equals or orders against text. Text is compared exactly, upper and
 * lower case differ. A missing value is false for every operator except not_exists and the not_… ones.
 */
export function compare(op: Operator, value: Json | undefined, expected: Json | undefined, now: Instant): boolean {
  switch (op) {
    case "exists":
      return value !== undefined;
    case "not_exists":
      return value === undefined;
    case "not_equals":
      return !equal(value, expected);
    case "not_contains":
      return !contains(value, expected);
    case "not_in_list":
      return !inList(value, expected);
    case "equals":
      return equal(value, expected);
    case "contains":
      return contains(value, expected);
    case "in_list":
      return inList(value, expected);
    case "starts_with":
      return typeof value === "string" && typeof expected === "string" && value.startsWith(expected);
    case "ends_with":
      return typeof value === "string" && typeof expected === "string" && value.endsWith(expected);
    case "greater_than":
    case "less_than":
    case "greater_or_equal":
    case "less_or_equal":
      return typeof value === "number" && typeof expected === "number" && compareNumbers(op, value, expected);
    case "between":
      return between(value, expected);
    case "before":
    case "after":
      return beforeOrAfter(op, parseInstant(value), parseInstant(expected));
    case "within_last":
    case "older_than":
      return inWindow(op, parseInstant(value), expected, now);
  }
}

export function compareNumbers(op: Comparison, value: number, expected: number): boolean {
  switch (op) {
    case "equals":
      return value === expected;
    case "not_equals":
      return value !== expected;
    case "greater_than":
      return value > expected;
    case "less_than":
      return value < expected;
    case "greater_or_equal":
      return value >= expected;
    case "less_or_equal":
      return value <= expected;
  }
}

/** Deep equality of JSON values, key order aside; undefined and null equal nothing. */
function equal(a: Json | undefined, b: Json | undefined): boolean {
  return a !== undefined && a !== null && b !== undefined && b !== null && sameJson(a, b);
}

function contains(value: Json | undefined, expected: Json | undefined): boolean {
  if (typeof value === "string") return typeof expected === "string" && value.includes(expected);
  return Array.isArray(value) && value.some((v) => equal(v, expected));
}

function inList(value: Json | undefined, expected: Json | undefined): boolean {
  return Array.isArray(expected) && expected.some((v) => equal(value, v));
}

/** Both ends included. Numbers between numbers, dates between dates. */
function between(value: Json | undefined, expected: Json | undefined): boolean {
  if (!Array.isArray(expected) || expected.length !== 2) return false;
  const [low, high] = expected;
  if (typeof low === "number" && typeof high === "number")
    return typeof value === "number" && low <= value && value <= high;
  if (typeof low !== "string" || typeof high !== "string" || typeof value !== "string") return false;
  const [at, from, to] = [parseInstant(value), parseInstant(low), parseInstant(high)];
  return at !== undefined && from !== undefined && to !== undefined && from <= at && at <= to;
}

function beforeOrAfter(op: "before" | "after", at: Instant | undefined, limit: Instant | undefined): boolean {
  if (at === undefined || limit === undefined) return false;
  return op === "before" ? at < limit : at > limit;
}

function inWindow(
  op: "within_last" | "older_than",
  at: Instant | undefined,
  expected: Json | undefined,
  now: Instant,
): boolean {
  if (at === undefined || typeof expected !== "string" || !parseDuration(expected)) return false;
  const start = windowStart(now, expected);
  return op === "within_last" ? start <= at && at <= now : at < start;
}
