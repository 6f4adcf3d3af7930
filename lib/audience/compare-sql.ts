import type { Comparison, PathCondition } from "@/lib/journey/condition";
import { parseDuration } from "@/lib/journey/duration";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { parseInstant } from "@/lib/journey/parse-instant";
import { windowStart } from "@/lib/journey/time";
import { instantSql } from "./instant-sql";
import type { Parameters } from "./parameters";

export const comparisonSql: Record<Comparison, string> = {
  equals: "=",
  not_equals: "<>",
  greater_than: ">",
  less_than: "<",
  greater_or_equal: ">=",
  less_or_equal: "<=",
};

/**
 * SQL for compare() in lib/journey/compare.ts, operator by operator, over a jsonb expression that is null when the value is
 * missing. Never null itself. A cast stands behind a test of the type, so no value makes it fail.
 */
export function compareSql(value: string, condition: PathCondition, now: Instant, parameters: Parameters): string {
  const test = testSql(condition, now, parameters);
  return `coalesce((select ${test} from (select nullif(${value}, 'null'::jsonb) as v) v), false)`;
}

function testSql({ op, value: expected }: PathCondition, now: Instant, parameters: Parameters): string {
  switch (op) {
    case "exists":
      return "v is not null";
    case "not_exists":
      return "v is null";
    case "equals":
      return equalsSql(expected, parameters);
    case "not_equals":
      return `not coalesce(${equalsSql(expected, parameters)}, false)`;
    case "contains":
      return containsSql(expected, parameters);
    case "not_contains":
      return `not coalesce(${containsSql(expected, parameters)}, false)`;
    case "in_list":
      return inListSql(expected, parameters);
    case "not_in_list":
      return `not coalesce(${inListSql(expected, parameters)}, false)`;
    case "starts_with":
      return textSql(expected, (text) => `starts_with(v #>> '{}', ${text})`, parameters);
    case "ends_with":
      return textSql(expected, (text) => `right(v #>> '{}', char_length(${text})) = ${text}`, parameters);
    case "greater_than":
    case "less_than":
    case "greater_or_equal":
    case "less_or_equal":
      return typeof expected === "number" ? numberSql(`${comparisonSql[op]} ${parameters.number(expected)}`) : "false";
    case "between":
      return betweenSql(expected, parameters);
    case "before":
    case "after": {
      const limit = parseInstant(expected);
      return limit === undefined
        ? "false"
        : `${instantSql("v")} ${op === "before" ? "<" : ">"} ${parameters.number(limit)}`;
    }
    case "within_last":
    case "older_than": {
      if (typeof expected !== "string" || !parseDuration(expected)) return "false";
      const start = parameters.number(windowStart(now, expected));
      return op === "within_last"
        ? `${instantSql("v")} between ${start} and ${parameters.number(now)}`
        : `${instantSql("v")} < ${start}`;
    }
  }
}

function equalsSql(expected: Json | undefined, parameters: Parameters): string {
  return expected === undefined || expected === null ? "false" : `v = ${parameters.json(expected)}`;
}

function containsSql(expected: Json | undefined, parameters: Parameters): string {
  if (expected === undefined || expected === null) return "false";
  const inText = typeof expected === "string" ? `strpos(v #>> '{}', ${parameters.text(expected)}) > 0` : "false";
  const inArray = `exists (select from jsonb_array_elements(v) item where item = ${parameters.json(expected)})`;
  return `case jsonb_typeof(v) when 'string' then ${inText} when 'array' then ${inArray} else false end`;
}

function inListSql(expected: Json | undefined, parameters: Parameters): string {
  if (!Array.isArray(expected)) return "false";
  return `exists (select from jsonb_array_elements(${parameters.json(expected)}) item where item = v)`;
}

function textSql(expected: Json | undefined, test: (text: string) => string, parameters: Parameters): string {
  if (typeof expected !== "string") return "false";
  return `case jsonb_typeof(v) when 'string' then ${test(parameters.text(expected))} else false end`;
}

function numberSql(test: string): string {
  return `case jsonb_typeof(v) when 'number' then (v #>> '{}')::numeric ${test} else false end`;
}

function betweenSql(expected: Json | undefined, parameters: Parameters): string {
  if (!Array.isArray(expected) || expected.length !== 2) return "false";
  const [low, high] = expected;
  if (typeof low === "number" && typeof high === "number")
    return numberSql(`between ${parameters.number(low)} and ${parameters.number(high)}`);
  if (typeof low !== "string" || typeof high !== "string") return "false";
  const [from, to] = [parseInstant(low), parseInstant(high)];
  if (from === undefined || to === undefined) return "false";
  const between = `${instantSql("v")} between ${parameters.number(from)} and ${parameters.number(to)}`;
  return `case jsonb_typeof(v) when 'string' then ${between} else false end`;
}
