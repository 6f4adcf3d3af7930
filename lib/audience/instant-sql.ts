import { EPOCH_SECONDS_BELOW, INSTANT_MAX, INSTANT_PATTERN } from "@/lib/journey/parse-instant";

/**
 * SQL for parseInstant (lib/journey/parse-instant.ts): epoch milliseconds (numeric) of the jsonb column `v`, or null. No
 * cast in it can fail, whatever the value. Safe to inline: the pattern is a constant without quotes.
 */
export function instantSql(v: string): string {
  return `case jsonb_typeof(${v}) when 'number' then ${epochSql(v)} when 'string' then ${isoSql(v)} end`;
}

function epochSql(v: string): string {
  return `(select case when abs(ms) <= ${INSTANT_MAX} then ms end from (
    select case when abs(n) < ${EPOCH_SECONDS_BELOW} then floor(n) * 1000 else floor(n) end as ms
    from (select (${v} #>> '{}')::numeric as n) n) ms)`;
}

/** 30 February: the first of the month plus 29 days has left the month. Year 0 does not exist. */
function isoSql(v: string): string {
  return `(select case
    when m is null or m[1] = '0000' then null
    when extract(month from make_date(m[1]::int, m[2]::int, 1) + (m[3]::int - 1)) <> m[2]::int then null
    else (make_date(m[1]::int, m[2]::int, 1) + (m[3]::int - 1) - date '1970-01-01')::numeric * 86400000
      + coalesce(m[4]::int, 0) * 3600000 + coalesce(m[5]::int, 0) * 60000 + coalesce(m[6]::int, 0) * 1000
      + rpad(left(coalesce(m[7], ''), 3), 3, '0')::int
      - case m[8] when '-' then -1 when '+' then 1 else 0 end * (coalesce(m[9]::int, 0) * 60 + coalesce(m[10]::int, 0)) * 60000
    end from (select regexp_match(${v} #>> '{}', '${INSTANT_PATTERN}') as m) m)`;
}
