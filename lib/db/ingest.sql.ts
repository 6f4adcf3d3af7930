import { standingPaths } from "@/lib/journey/standing-paths";

/** Hot statements of ingestion. All carry the workspace; times are epoch ms on the workspace's clock. */

/**
 * Starts the transaction in one round trip. Generic plans over the indexes, whatever the statistics say: the planner would
 * otherwise choose scans for arrays of a thousand and ruin the statements as tables grow.
 */
export const BEGIN_INGESTION = `begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
set local enable_hashjoin = off; set local enable_mergejoin = off; set local synchronous_commit = on`;

export const READ_WORKSPACE = `
select id, mode, clock_offset_ms, trigger_epoch, timezone from workspaces where id = $1`;

/**
 * Promise 12. In message order, so that two flushes with the same messages wait for each other in the same order. `unseen`: those
 * that are new, null when all are: the usual case costs one row instead of a thousand.
 */
export const REMEMBER_MESSAGES = `
with made as (
  insert into event_dedupe (workspace_id, message_id)
  select $1, m from unnest($2::text[]) as m order by m
  on conflict do nothing
  returning message_id
)
select case when count(*) < cardinality($2::text[]) then coalesce(json_agg(message_id), '[]') end as unseen from made`;

/** $1 workspace, $2 received (ms), arrays: subscriber, kind, id, occurred (ms); properties and context a line each. */
export const INSERT_EVENTS = `
insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties, context)
select $1, e.subscriber_id, e.kind_id, e.id, to_timestamp(e.occurred / 1000), to_timestamp($2::float8 / 1000), e.properties, e.context
from unnest($3::bigint[], $4::int[], $5::uuid[], $6::float8[], string_to_array($7, chr(10), '')::jsonb[], string_to_array($8, chr(10), '')::jsonb[])
  as e(subscriber_id, kind_id, id, occurred, properties, context)`;

/**
 * Who waits for what has just happened: arrays of subscriber and kind (0 = their data changed). Must be a statement of its
 * own after the people are locked: a walk that arrives at a wait holds the same lock until it has committed, so either it
 * is seen here, or it starts after this event is committed.
 */
export const FIND_AWAITING = `
select a.subscriber_id::text as subscriber_id, a.kind_id, a.enrollment_id::text as enrollment_id, a.shard, a.due_at::text as due_at
from unnest($1::bigint[], $2::int[]) as x(subscriber_id, kind_id)
join awaited_events a on a.subscriber_id = x.subscriber_id and a.kind_id = x.kind_id`;

/**
 * Wakes waiting people: the row leaves its bucket for now's, with what woke it appended. A row parked by a pause stays parked
 * and will be due at once when the journey resumes. $1 now (ms); arrays: shard, due_at as found in awaited_events, enrollment,
 * wakes. (Who listens is always of a version that locks: the index wants to know.) Returns the rows it found; a row that moved meanwhile is missing and must be looked for again.
 */
export const WAKE_WAITING = `
with x as materialized (
  select * from unnest($2::int[], $3::timestamptz[], $4::bigint[], $5::jsonb[]) as x(shard, due_at, id, more)
), gone as (
  delete from waiting w using x where w.shard = x.shard and w.locks and w.due_at = x.due_at and w.id = x.id
  returning w.*, x.more
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at,
    case when held_due_at is null then least(due_at, to_timestamp($1::float8 / 1000)) else due_at end,
    case when jsonb_array_length(coalesce(wake, '[]')) < 1000 then coalesce(wake, '[]') || more else wake end,
    case when held_due_at is null then null else least(held_due_at, to_timestamp($1::float8 / 1000)) end
  from gone
  returning id, shard, due_at, held_due_at
), told as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id and a.due_at <> b.due_at
)
select id::text as id, shard, held_due_at is not null as parked from back`;

/** Where the waiting rows of these enrollments really are. Slow (no bucket is known): only for rows that keep moving. */
export const LOCATE_WAITING = `
select w.id::text as enrollment_id, w.shard, w.due_at::text as due_at
from waiting w where w.shard = any($1::int[]) and w.locks and w.id = any($2::bigint[])`;

/** Locks a row of dirty_subscribers that is there already, and leaves it as it is. */
export const HOLD_LISTED =
  "on conflict (workspace_id, subscriber_id) do update set subscriber_id = excluded.subscriber_id where false";

/**
 * Has people looked at again. Who is in the list already stays, and held: whoever took them off it now would not see yet what this transaction has
 * done, and nobody would look again (TAKE_DIRTY passes over held rows). Of several depths the least counts: what happens to somebody from
 * outside is no part of a chain that goes on meanwhile. Comes late in a transaction: others with the same people wait for its end.
 * $1 workspace, $2 people (each once), $3 TriggerFact.depth of whoever enters by it, 0 where no run did it.
 */
export const MARK_DIRTY = `
insert into dirty_subscribers as d (workspace_id, subscriber_id, depth)
select $1, m.id, m.depth from unnest($2::bigint[], $3::smallint[]) as m(id, depth) order by m.id
on conflict (workspace_id, subscriber_id) do update set depth = excluded.depth where d.depth > excluded.depth`;

/**
 * Interns event names and learns their properties: what is known stays, new ones are added while there are fewer than $4.
 * A workspace has at most $5 names; one more is not made and missing from the answer.
 */
export const LEARN_EVENT_KINDS = `
insert into event_kinds as k (workspace_id, name, properties)
select $1, n.name, n.properties from unnest($2::text[], $3::jsonb[]) as n(name, properties)
where (select count(*) from event_kinds where workspace_id = $1) < $5::int
  or exists (select from event_kinds x where x.workspace_id = $1 and x.name = n.name)
order by n.name
on conflict (workspace_id, name) do update set last_seen_at = now(),
  properties = case when (select count(*) from jsonb_object_keys(k.properties)) < $4::int
    then excluded.properties || k.properties else k.properties end
returning id, name, array(select jsonb_object_keys(properties)) as properties`;

/** The triggers of active journeys, and the patterns of paused ones, which go on watching; small, read once per trigger epoch. */
export const READ_TRIGGERS = `
select t.journey_id, t.version_id, t.node, t.type, t.key, t.config, j.status = 'active' as active
from journey_triggers t join journeys j on j.id = t.journey_id
where t.workspace_id = $1 and (j.status = 'active'
  or j.status = 'paused' and t.type in ('trigger.pattern', 'trigger.inactivity')) order by t.id`;

/** Among the names below: a wait, goal or exit rule looks at scores, which any event can change. */
export const STANDING_LISTENED = "$standing";

/** Every event name in the nodes and exit rules of versions not read before ($2): what somebody inside may be listening to. */
export const READ_LISTENED_NAMES = `
select v.id, array(
  select distinct e #>> '{}' from (
    select jsonb_path_query(v.graph, 'lax $.nodes[*].config.**.event') as e
    union all select jsonb_path_query(v.settings, 'lax $.exit_when.**.event')
    union all select '"${STANDING_LISTENED}"' from (
      select jsonb_path_query(v.graph, 'lax $.nodes[*] ? (@.type == "wait_until" || @.type == "goal").config.**.path') as path
      union all select jsonb_path_query(v.settings, 'lax $.exit_when.**.path')
    ) as paths where path #>> '{}' = any('{${standingPaths.map(({ path }) => path).join(",")}}')
  ) as names where jsonb_typeof(e) = 'string') as names
from journey_versions v where v.workspace_id = $1 and v.id <> all($2::int[])`;

export const READ_DYNAMIC_SEGMENTS = `
select id, condition from segments where workspace_id = $1 and kind = 'dynamic' and condition is not null order by id`;
