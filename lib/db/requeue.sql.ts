/**
 * Walking quarantined people again (lib/commands/requeue-quarantined.ts). Everything runs in one transaction that holds the
 * quarantine rows, so that of any number of requests for a person one puts them back.
 */

/** Runs in parallel without a key have no entry; settings without a rule have the default one. */
const HAS_ENTRY = `(v.settings->'reentry'->>'policy' is distinct from 'parallel' or v.settings->'reentry'->'key' is not null)`;

/**
 * $1 workspace, $2 enrollment ids or null, $3 journey or null, $4 node id or null, $5 how many at most: those who will be left out come
 * last, so that they never stand before others.
 */
export const TAKE_QUARANTINED = `
select q.enrollment_id::text as id
from quarantine q
join enrollments e on e.id = q.enrollment_id and e.state = 'failed'
join journey_versions v on v.id = q.version_id join journeys j on j.id = v.journey_id
where q.workspace_id = $1 and q.position is not null and j.status in ('active', 'paused', 'completed')
  and ($2::bigint[] is null or q.enrollment_id = any($2)) and ($3::uuid is null or v.journey_id = $3)
  and ($4::text is null or v.graph->'nodes'->(q.node::int)->>'id' = $4)
order by ${HAS_ENTRY} and exists (select from enrollments o where o.subscriber_id = e.subscriber_id and o.journey_id = e.journey_id
    and o.entry_key = e.entry_key and o.state = 'active'), q.enrollment_id limit $5
for update of q skip locked`;

/**
 * The runs' entries are theirs again; an attempt to enter that is under way is waited for.
 * $1 enrollments.
 */
export const CLAIM_ENTRIES_AGAIN = `
insert into entries as n (journey_id, subscriber_id, key, workspace_id, allow_at)
select distinct e.journey_id, e.subscriber_id, e.entry_key, e.workspace_id, 'infinity'::timestamptz
from enrollments e join journey_versions v on v.id = e.version_id
where e.id = any($1::bigint[])
  and ${HAS_ENTRY}
order by 1, 2, 3
on conflict (journey_id, subscriber_id, key) do update set allow_at = 'infinity'`;

/**
 * Of these runs those whose person is in the journey again by the same entry, or comes back to it by an earlier one of these runs, so that they
 * must not be there twice. $1 enrollments.
 */
export const INSIDE_AGAIN = `
select e.id::text from enrollments e join journey_versions v on v.id = e.version_id
where e.id = any($1::bigint[])
  and ${HAS_ENTRY}
  and exists (select from enrollments o where o.subscriber_id = e.subscriber_id and o.journey_id = e.journey_id
    and o.entry_key = e.entry_key and (o.state = 'active' or (o.id < e.id and o.id = any($1::bigint[]))))`;

/**
 * Puts the runs back to where they stood, due now, and takes their failure out of the counters: who waits is entered − left − failed −
 * dropped. A run that failed before its trigger (visit 0) is counted as entered when it is walked. $1 enrollments, $2 now (epoch seconds).
 */
export const REQUEUE = `
with gone as (
  delete from quarantine where enrollment_id = any($1::bigint[])
  returning enrollment_id, workspace_id, version_id, node,
    (position->>'shard')::int as shard, (position->>'node')::smallint as at_node, (position->>'visit')::int as visit,
    (position->>'locks')::boolean as locks, (position->>'arrived_at')::float8 as arrived_at,
    nullif(position->'wake', 'null'::jsonb) as wake
), runs as (
  update enrollments e set state = 'active', ended_at = null, end_reason = null from gone g where e.id = g.enrollment_id
  returning e.id, e.subscriber_id
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
  select g.shard, g.enrollment_id, g.workspace_id, g.version_id, r.subscriber_id, g.at_node, g.visit, g.locks,
    to_timestamp(g.arrived_at), to_timestamp($2::float8), g.wake
  from gone g join runs r on r.id = g.enrollment_id
  returning shard
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n)
  select workspace_id, version_id, node, (to_timestamp($2::float8) at time zone 'UTC')::date, kind, -count(*)::int
  from gone cross join lateral unnest(case when visit = 0 then array['failed', 'entered'] else array['failed'] end) as kind
  group by 1, 2, 3, 4, 5
)
select shard, count(*)::int as n from back group by shard`;
