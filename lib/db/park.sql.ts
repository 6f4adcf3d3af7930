/**
 * Brings parked people of a journey back ($1 journey, $2 now in epoch seconds). They stand in waiting_rest, where due_at is 'infinity'; the
 * partial index waiting_parked finds them. While a resume is under way they are its business and stay; so they do when the journey has been paused
 * again meanwhile.
 */
export const UNPARK = `
  with parked as (
    delete from waiting_rest w using journey_versions v
    where v.journey_id = $1 and w.version_id = v.id and w.held_due_at is not null and w.due_at = 'infinity'
      and exists (select from journeys j where j.id = $1 and j.status <> 'paused')
      and not exists (select from journey_resumes r where r.journey_id = $1 and r.state <> 'done')
    returning w.*
  ), back as (
    insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
    select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at,
      greatest(held_due_at, to_timestamp($2::float8)), wake
    from parked
    returning shard, id, due_at
  ), listening as (
    update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id
  )
  select distinct shard from back`;

/** Puts claimed people aside. $1 shard, $2–$11 the claimed rows (instants in epoch seconds); listening follows its person. */
export const PARK = `
with t as materialized (
  select * from unnest($2::bigint[], $3::int[], $4::int[], $5::bigint[], $6::smallint[], $7::int[], $8::boolean[],
    $9::float8[], $10::float8[], $11::jsonb[])
    as t(id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, held_due_at, wake)
), aside as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select $1::int, id, workspace_id, version_id, subscriber_id, node, visit, locks, to_timestamp(arrived_at), 'infinity', wake,
    to_timestamp(held_due_at)
  from t
)
update awaited_events a set due_at = 'infinity' from t where t.locks and a.enrollment_id = t.id`;
