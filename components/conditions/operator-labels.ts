import type { Comparison, Operator } from "@/lib/journey/condition";

/** Operators as the middle of a sentence: "Plan *is* pro". */
export const operatorLabels: Record<Operator, string> = {
  equals: "is",
  not_equals: "is not",
  greater_than: "is more than",
  less_than: "is less than",
  greater_or_equal: "is at least",
  less_or_equal: "is at most",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  ends_with: "ends with",
  in_list: "is one of",
  not_in_list: "is none of",
  exists: "has any value",
  not_exists: "has no value",
  within_last: "is within the last",
  older_than: "is longer ago than",
  before: "is before",
  after: "is after",
  between: "is between",
};

/** Comparisons of a count: "*at least* 3 times". */
export const countLabels: Record<Comparison, string> = {
  greater_or_equal: "at least",
  less_or_equal: "at most",
  equals: "exactly",
  not_equals: "not exactly",
  greater_than: "more than",
  less_than: "fewer than",
};
