/**
 * The arithmetic of ages as SQL text, as lib/journey/standing.ts has it. Written out instead of as functions of the database: those are called
 * for every row where PostgreSQL does not inline them, which doubled the cost of a flush.
 */
export function decayedSql(value: string, days: string, halfLife: string): string {
  return `case when ${days} = 0 then ${value} when ${days} > 60 * ${halfLife} or abs(${value}) < 1e-12 then 0
    else ${value} * power(2::float8, - (${days}) / ${halfLife}) end`;
}

/** The active days as seen `days` later. */
export function daysLaterSql(bits: string, days: string): string {
  return `case when ${days} = 0 then ${bits} when ${days} >= 28 then 0 else (((${bits})::bigint << (${days})) & 268435455)::int end`;
}

/** In how many of the last four weeks there was activity, by the bits of a column or subquery's output. */
export function weeksSql(bits: string): string {
  return [127, 16_256, 2_080_768, 266_338_304].map((week) => `(${bits} & ${week} <> 0)::int`).join(" + ");
}
