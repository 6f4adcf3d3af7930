/** Takes the row locks of people whose runs are about to be woken, in id order. $1 subscribers */
export const LOCK_PEOPLE = `
select from subscribers where id = any($1::bigint[]) order by id for no key update`;

/**
 * Wakes runs that stand in the visit which asked, each at a time of its own. Their people must be locked. Whoever asks listens to something, so
 * awaited_events knows the bucket. Parked by a pause they stay parked and are due at once on resume.
 * $1 shards, $2 enrollments, $3 visits, $4 wakes, $5 instants (ms). Returns those who were woken.
 */
export const WAKE_VISITS = `
with x as materialized (
  select distinct on (x.id) x.*, a.due_at
  from unnest($1::int[], $2::bigint[], $3::int[], $4::jsonb[], $5::float8[]) as x(shard, id, visit, wake, at)
  join awaited_events a on a.enrollment_id = x.id
), gone as (
  delete from waiting w using x
  where w.shard = x.shard and w.locks and w.due_at = x.due_at and w.id = x.id and w.visit = x.visit
  returning w.*, x.wake as more, x.at
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at,
    case when held_due_at is null then least(due_at, to_timestamp(at / 1000)) else due_at end,
    coalesce(wake, '[]') || jsonb_build_array(more),
    case when held_due_at is null then null else least(held_due_at, to_timestamp(at / 1000)) end
  from gone
  returning id, shard, due_at, held_due_at
), told as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id and a.due_at <> b.due_at
)
select id::text as id, shard, held_due_at is not null as parked from back`;
