/**
 * Runs that these visits wait for and that have not ended. A run and the one that started it are the same person's and so of one shard.
 * $1 shards, $2 parents, $3 subscribers, $4 visits, $5 instants (ms)
 */
export const FIND_CHILDREN = `
select e.id::text as id, x.shard, x.at
from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::float8[]) as x(shard, id, subscriber_id, visit, at)
join enrollments e on e.subscriber_id = x.subscriber_id and e.state = 'active'
  and e.trigger->'parent'->>'enrollment_id' = x.id::text and (e.trigger->'parent'->>'visit')::int = x.visit`;

/**
 * Tells runs that their parent has left, wherever they stand, also parked by a pause: their people must be locked, so that no walk of
 * theirs is under way. What they listen to does not always tell the bucket, so each shard is read once for all of them.
 * $1 shards, $2 enrollments, $3 wakes, $4 instants (ms). Returns those who were told.
 */
export const WAKE_CHILDREN = `
with x as materialized (
  select * from unnest($1::int[], $2::bigint[], $3::jsonb[], $4::float8[]) as x(shard, id, wake, at)
), gone as (
  delete from waiting w where w.shard = any($1::int[]) and w.locks in (true, false) and w.id = any($2::bigint[])
  returning w.*
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
  select g.shard, g.id, g.workspace_id, g.version_id, g.subscriber_id, g.node, g.visit, g.locks, g.arrived_at,
    least(g.due_at, to_timestamp(x.at / 1000)), coalesce(g.wake, '[]') || jsonb_build_array(x.wake)
  from gone g join x on x.id = g.id
  returning id, shard, due_at
), told as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id and a.due_at <> b.due_at
)
select id::text as id, shard from back`;
