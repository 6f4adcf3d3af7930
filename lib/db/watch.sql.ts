/**
 * What the watchdog looks for, one statement a kind; each gives (workspace_id, journey_id, version_id, node, people, since, detail). All
 * but the scan of due people read tables of what went wrong, which are small; that one stops at a bound per shard.
 */
const COLUMNS = "workspace_id, journey_id, version_id, node, people, since, detail";

/** Runs that a step failed for, in journeys that are not over. */
const QUARANTINED = `
select q.workspace_id, v.journey_id, q.version_id, q.node, count(*)::int as people, min(q.at) as since, max(left(q.error, 300)) as detail
from quarantine q join journey_versions v on v.id = q.version_id join journeys j on j.id = v.journey_id
where j.status in ('active', 'paused', 'completed')
group by 1, 2, 3, 4`;

/** Runs that a step fails for and that are tried again; a row whose time has long passed is one that went on. */
const RETRYING = `
select f.workspace_id, v.journey_id, f.version_id, f.node, count(*)::int as people, min(f.at) as since, max(left(f.error, 300)) as detail
from step_failures f join enrollments e on e.id = f.enrollment_id and e.state = 'active'
join journey_versions v on v.id = f.version_id join journeys j on j.id = v.journey_id
join workspaces w on w.id = f.workspace_id
where j.status in ('active', 'paused') and f.next_at > now() + w.clock_offset_ms * interval '1 millisecond' - interval '1 minute'
group by 1, 2, 3, 4`;

/** Mails of the last week that nobody handed over, or nobody knows of. */
const SENDS = (status: "failed" | "uncertain") => `
select d.workspace_id, v.journey_id, d.version_id, d.node, count(*)::int as people, min(d.created_at) as since,
  max(left(d.reason, 300)) as detail
from sends d join journey_versions v on v.id = d.version_id join journeys j on j.id = v.journey_id
where d.status = '${status}' and d.created_at > now() - interval '7 days' and j.status <> 'archived'
group by 1, 2, 3, 4`;

/**
 * People due for longer than $1 seconds whom nobody has claimed, counted up to $2 a shard. A sandbox whose clock was moved a moment ago is
 * being worked on, and so is a sample shop that lives through its weeks.
 */
const OVERDUE = `
with clocks as (
  select s as shard, now() as at from generate_series(0, $3::int - 1) as s
  union all
  select $3::int + w.id, now() + w.clock_offset_ms * interval '1 millisecond' from workspaces w
  where w.mode = 'sandbox' and w.sample_state is distinct from 'preparing' and not exists (
    select from audit_log a where a.workspace_id = w.id and a.action = 'clock.moved' and a.at > now() - $1 * interval '1 second')
), found as (
  select w.version_id, w.node, w.due_at from clocks c
  cross join (values (true), (false)) as l(locks)
  cross join lateral (
    select version_id, node, due_at from waiting
    where shard = c.shard and locks = l.locks and due_at < c.at - $1 * interval '1 second'
    order by due_at limit $2
  ) w
)
select v.workspace_id, v.journey_id, f.version_id, f.node, count(*)::int as people, min(f.due_at) as since, '' as detail
from found f join journey_versions v on v.id = f.version_id join journeys j on j.id = v.journey_id
where j.status in ('active', 'completed')
group by 1, 2, 3, 4`;

/**
 * One watchdog at a time; false: another one is at it. The rows of each kind are replaced as a whole, so what was mended disappears.
 */
export const ONE_WATCHDOG = "select pg_try_advisory_xact_lock(727073693) as mine";

const INSERT = (kind: string, select: string) => `
insert into stuck_groups (${COLUMNS}, kind) select ${COLUMNS}, '${kind}' from (${select}) as found`;

export const FORGET_STUCK = "delete from stuck_groups";
export const WATCH_QUARANTINED = INSERT("quarantined", QUARANTINED);
export const WATCH_RETRYING = INSERT("retrying", RETRYING);
export const WATCH_FAILED = INSERT("failed", SENDS("failed"));
export const WATCH_UNCERTAIN = INSERT("uncertain", SENDS("uncertain"));
/** $1 seconds, $2 how many a shard, $3 number of live shards */
export const WATCH_OVERDUE = INSERT("overdue", OVERDUE);

/** Versions of journeys that are not over with a step that waits without a limit. */
export const ENDLESS_WAITS = `
select v.id, v.workspace_id, v.journey_id, v.graph from journey_versions v join journeys j on j.id = v.journey_id
where j.status in ('active', 'paused', 'completed') and exists (
  select from jsonb_array_elements(v.graph->'nodes') n
  where n->>'type' in ('wait_for_event', 'wait_until') and not coalesce(n->'config' ? 'timeout', false))
order by v.id desc limit $1`;

/**
 * Names that never came as an event ($1 workspace, $2 names). A name somebody only listens to has a row as well: it was never seen again and
 * brought no properties; whether it came once is looked up among the newest $3 events.
 */
export const NEVER_SEEN = `
select t.name from unnest($2::text[]) as t(name)
left join event_kinds k on k.workspace_id = $1 and k.name = t.name
where k.id is null or (k.first_seen_at = k.last_seen_at and k.properties = '{}' and not exists (
  select from (select kind_id from events where workspace_id = $1 order by received_at desc limit $3) e where e.kind_id = k.id))`;

/** $1 workspace, $2 segment ids: those that are gone. */
export const GONE_SEGMENTS = `
select t.id from unnest($2::text[]) as t(id) where not exists (
  select from segments s where s.workspace_id = $1 and s.id::text = t.id)`;

/** Who waits at these nodes of a version, from the counters. $1 version, $2 nodes. */
export const WAITING_AT = `
select node::int, sum(case kind when 'entered' then n when 'left' then -n when 'failed' then -n when 'dropped' then -n else 0 end)::int as people
from (select node, kind, n from node_stats where version_id = $1 and node = any($2::smallint[])
      union all select node, kind, n from node_stat_deltas where version_id = $1 and node = any($2::smallint[])) s
group by 1`;

/** $1 workspace, $2 journey, $3 version, $4 nodes, $5 people, $6 details */
export const WATCH_NEVER = `
insert into stuck_groups (${COLUMNS}, kind)
select $1, $2, $3, node, people, null, detail, 'never' from unnest($4::smallint[], $5::int[], $6::text[]) as t(node, people, detail)`;
