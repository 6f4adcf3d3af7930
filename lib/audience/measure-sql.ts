import type { EventMeasure } from "@/lib/journey/condition";

/** Further than a double reaches a sum stands still, as in lib/journey/exact-sum.ts. */
const LIMIT = "1.7976931348623157e308";

/**
 * An aggregate over alias `e` (events) as jsonb: the total or mean of the numbers at a path of the properties, or the value that the
 * first or last event has there. Null: there is none. `path` is a text[] expression. Numbers are rounded to doubles once, at the end.
 */
export function measureSql(measure: EventMeasure, path: string): string {
  const value = `e.properties #> ${path}`;
  switch (measure) {
    case "sum":
      return `to_jsonb(${rounded(`coalesce(${sumOf(value)}, 0)`)})`;
    case "avg":
      return `to_jsonb(${rounded(sumOf(value))} / nullif(count(*) filter (where jsonb_typeof(${value}) = 'number'), 0))`;
    case "first":
      return `(array_agg(${value} order by e.occurred_at, e.received_at, e.id))[1]`;
    case "last":
      return `(array_agg(${value} order by e.occurred_at desc, e.received_at desc, e.id desc))[1]`;
  }
}

function sumOf(value: string): string {
  return `sum(case jsonb_typeof(${value}) when 'number' then (${value} #>> '{}')::numeric end)`;
}

function rounded(sum: string): string {
  return `greatest(least(${sum}, ${LIMIT}), -${LIMIT})::float8`;
}
