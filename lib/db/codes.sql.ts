/**
 * Discount codes. One person gets at most one code of a pool in a journey (discount_codes_taken), a code goes to at most one person (its row). All
 * of it happens in the transaction that claims the sends: a crash gives the codes back with everything else.
 */

/** Takes turns for people whose codes are being looked for in two batches at once. $1 pools, $2 subscribers, $3 journeys. */
export const LOCK_CODE_TAKERS = `
select pg_advisory_xact_lock(key) from (
  select distinct hashtextextended(pool_id::text || '/' || subscriber_id || '/' || journey_id, 727073692) as key
  from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as q(pool_id, subscriber_id, journey_id) order by 1
) keys`;

/** What people were given before. $1 pools, $2 subscribers, $3 journeys; the answer names its request by position, from 0. */
export const FIND_TAKEN_CODES = `
select (q.at - 1)::int as at, c.code
from unnest($1::uuid[], $2::bigint[], $3::uuid[]) with ordinality as q(pool_id, subscriber_id, journey_id, at)
join discount_codes c on c.pool_id = q.pool_id and c.subscriber_id = q.subscriber_id and c.journey_id = q.journey_id`;

const takeCodes = (wait: "skip locked" | "") => `
with free as materialized (
  select id, row_number() over (order by id) as n from (
    select id from discount_codes where pool_id = $1 and subscriber_id is null
    order by id limit cardinality($2::bigint[]) for update ${wait}
  ) f
)
update discount_codes c set subscriber_id = w.subscriber_id, journey_id = w.journey_id, send_id = w.send_id, taken_at = w.at
from free f
join unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::timestamptz[]) with ordinality as w(subscriber_id, journey_id, send_id, at, n) on w.n = f.n
where c.id = f.id and c.subscriber_id is null
returning w.send_id, c.code`;

/** The next free codes of pool $1 for subscribers $2 in journeys $3 by sends $4 at times $5; codes that others hold just now are left out. */
export const TAKE_CODES = takeCodes("skip locked");
/** As TAKE_CODES, but waits for what others hold: what is not given now is really not there. */
export const TAKE_LAST_CODES = takeCodes("");

/** $1 pool, $2 workspace, $3 codes; those it has already are left alone. */
export const ADD_CODES = `
insert into discount_codes (workspace_id, pool_id, code)
select $2::int, $1::uuid, code from unnest($3::text[]) as code on conflict (pool_id, code) do nothing`;
