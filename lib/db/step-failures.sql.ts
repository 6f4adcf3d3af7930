const IN_A_ROW = "f.visit = excluded.visit and f.moving = excluded.moving and f.at > excluded.at - interval '1 hour'";

/**
 * Counts failures of runs that the caller holds. In a row means: at the same visit, within an hour of the last, in walking as in moving to
 * another version. The row itself is only ever written by whoever holds the run's waiting row.
 * $1 runs, $2 workspaces, $3 versions, $4 nodes, $5 visits, $6 errors, $7 at (epoch seconds), $8 first delay in seconds, doubled each time,
 * $9 whether it was a move.
 * Gives back each run with its failures and when it is to be tried again.
 */
export const COUNT_FAILURES = `
with failed as (
  select * from unnest($1::bigint[], $2::int[], $3::int[], $4::smallint[], $5::int[], $6::text[], $7::float8[])
    as t(enrollment_id, workspace_id, version_id, node, visit, error, at)
)
insert into step_failures as f (enrollment_id, workspace_id, version_id, node, visit, failures, error, at, next_at, moving)
select enrollment_id, workspace_id, version_id, node, visit, 1, error, to_timestamp(at), to_timestamp(at + $8::float8), $9::boolean
from failed order by enrollment_id
on conflict (enrollment_id) do update set
  failures = case when ${IN_A_ROW} then f.failures + 1 else 1 end,
  next_at = excluded.at + (excluded.next_at - excluded.at) *
    case when ${IN_A_ROW} then 2 ^ f.failures else 1 end,
  version_id = excluded.version_id, node = excluded.node, visit = excluded.visit, error = excluded.error, at = excluded.at,
  moving = excluded.moving
returning enrollment_id::text as id, failures, (extract(epoch from next_at) * 1000)::float8 as next_at`;

/** Whether the move of a waiting person `w` has failed and is not to be tried again before `now` (a parameter, epoch seconds). */
export const moveIsPutOff = (now: string) => `exists (select from step_failures f
  where f.enrollment_id = w.id and f.moving and f.visit = w.visit and f.next_at > to_timestamp(${now}::float8))`;

/** $1 runs: those that are over or set aside. */
export const FORGET_FAILURES = "delete from step_failures where enrollment_id = any($1::bigint[])";

/**
 * Puts claimed people back as they stood, due later; the true due time is kept in held_due_at. Listening follows its person.
 * $1 shard, $2–$11 the claimed rows (instants in epoch seconds), $12 when they are tried again.
 */
export const PUT_BACK = `
with t as materialized (
  select * from unnest($2::bigint[], $3::int[], $4::int[], $5::bigint[], $6::smallint[], $7::int[], $8::boolean[],
    $9::float8[], $10::float8[], $11::jsonb[], $12::float8[])
    as t(id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, held_due_at, wake, next_at)
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select $1::int, id, workspace_id, version_id, subscriber_id, node, visit, locks, to_timestamp(arrived_at), to_timestamp(next_at), wake,
    to_timestamp(held_due_at)
  from t
)
update awaited_events a set due_at = to_timestamp(t.next_at) from t where t.locks and a.enrollment_id = t.id`;

/** Waits for whoever walks the person; no row: they are in that visit no more. $1 shard, $2 run, $3 visit. */
export const HOLD_VISIT = `
select from waiting where shard = $1 and locks in (true, false) and id = $2 and visit = $3 for update`;

/** The same for any number of people, in one order for all who do it. $1 shard, $2 runs. Gives back where they are now. */
export const HOLD_STANDING = `
select id::text as id, visit from waiting where shard = $1 and locks in (true, false) and id = any($2::bigint[]) order by id for update`;

/**
 * Puts one person back whom nobody has claimed, wherever they stand by now, if it is still in that visit. Set aside by a pause
 * they stay so. $1 shard, $2 run, $3 visit, $4 when it is tried again (epoch seconds).
 */
export const PUT_OFF_RUN = `
with gone as (
  delete from waiting where shard = $1 and locks in (true, false) and id = $2 and visit = $3
  returning *
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at,
    case when due_at = 'infinity' then due_at else to_timestamp($4::float8) end, wake, coalesce(held_due_at, due_at)
  from gone
  returning id, due_at
), told as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id
)
select id from back`;
