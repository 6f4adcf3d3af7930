/**
 * The statements that commit a batch of walks: arrays in, one statement per concern, all in the claiming transaction. Instants are epoch
 * seconds as float8 ('Infinity' is 'infinity').
 */

/**
 * Where people wait next, what happened, what it adds to the counters, and what is to be sent. A send that is already in the
 * ledger stays as it is: its id is derived from run, visit and channel. That is rare (a database set back to an earlier state), because only
 * who holds the run's waiting row walks it; so a batch is first written without looking (COMMIT_WALKS) and, when the ledger's key refuses
 * it, done again with a look (COMMIT_WALKS_LOOKING). Nobody can be writing the same send meanwhile, for the same reason.
 * $1–$11 waiting, $12–$17 walks ($17: one log a line), $18–$24 counters, $25–$36 sends
 */
const commit = (look: string) => `
with moved as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, to_timestamp(arrived_at), to_timestamp(due_at), wake
  from unnest($1::int[], $2::bigint[], $3::int[], $4::int[], $5::bigint[], $6::smallint[], $7::int[], $8::boolean[],
    $9::float8[], $10::float8[], $11::jsonb[])
    as t(shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
), logged as (
  insert into walks (enrollment_id, workspace_id, version_id, at, first_visit, log)
  select enrollment_id, workspace_id, version_id, to_timestamp(at), first_visit, log
  from unnest($12::bigint[], $13::int[], $14::int[], $15::float8[], $16::int[], string_to_array($17, chr(10)))
    as t(enrollment_id, workspace_id, version_id, at, first_visit, log)
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, port, n)
  select * from unnest($18::int[], $19::int[], $20::smallint[], $21::date[], $22::text[], $23::text[], $24::int[])
)
insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, expires_at)
select id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, 'queued', to_timestamp(due_at), to_timestamp(at),
  to_timestamp(expires_at)
from unnest($25::uuid[], $26::int[], $27::int[], $28::bigint[], $29::int[], $30::bigint[], $31::smallint[], $32::int[], $33::text[],
  $34::float8[], $35::float8[], $36::float8[])
  as t(id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, at, due_at, expires_at)
${look}`;
export const COMMIT_WALKS = commit("");
export const COMMIT_WALKS_LOOKING = commit("where not exists (select from sends known where known.id = t.id)");

/** Runs whose data changed or that ended. $1 ids, $2 states, $3 ended at (null: goes on), $4 reasons, $5 run data (null: unchanged) */
export const UPDATE_RUNS = `
update enrollments e set state = t.state, ended_at = to_timestamp(t.ended_at), end_reason = t.reason, run = coalesce(t.run, e.run)
from unnest($1::bigint[], $2::text[], $3::float8[], $4::text[], $5::jsonb[]) as t(id, state, ended_at, reason, run)
where e.id = t.id`;

/**
 * Lets people in again whose runs have ended. $1 journeys, $2 subscribers, $3 keys, $4 from when (null: at once).
 * Taken in key order first, like startEnrollments does, so that the two never wait for each other in a circle.
 */
export const RELEASE_ENTRIES = `
with t as materialized (
  select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::float8[]) as t(journey_id, subscriber_id, key, allow_at)
), held as materialized (
  select e.journey_id, e.subscriber_id, e.key, t.allow_at from entries e
  join t on e.journey_id = t.journey_id and e.subscriber_id = t.subscriber_id and e.key = t.key
  order by 1, 2, 3 for update of e
), later as (
  update entries e set allow_at = to_timestamp(h.allow_at) from held h
  where e.journey_id = h.journey_id and e.subscriber_id = h.subscriber_id and e.key = h.key and h.allow_at is not null
)
delete from entries e using held h
where e.journey_id = h.journey_id and e.subscriber_id = h.subscriber_id and e.key = h.key and h.allow_at is null`;

/** Nobody listens for these runs any more. $1 enrollments */
export const FORGET_LISTENING = `delete from awaited_events where enrollment_id = any($1::bigint[])`;

/** $1 subscribers, $2 kinds, $3 enrollments, $4 workspaces, $5 shards, $6 due (epoch seconds): where the waiting row is found */
export const LISTEN = `
insert into awaited_events (subscriber_id, kind_id, enrollment_id, workspace_id, shard, due_at)
select subscriber_id, kind_id, enrollment_id, workspace_id, shard, to_timestamp(due_at)
from unnest($1::bigint[], $2::int[], $3::bigint[], $4::int[], $5::int[], $6::float8[])
  as t(subscriber_id, kind_id, enrollment_id, workspace_id, shard, due_at)
on conflict (subscriber_id, kind_id, enrollment_id) do update set due_at = excluded.due_at, shard = excluded.shard`;

/**
 * Events that a person listens to from now on and that came after the instant this walk was due (and after the event that started the
 * run): no registration had them wake anybody. In order of arrival.
 * $1 enrollments, $2 subscribers, $3 kinds, $4 from (epoch seconds), $5 after this event id at that instant, $6 before (the new
 * due time), $7 ids that this very run has been woken by (array literals: what wakes one run of a person may be missed by another), $8 the
 * earliest of $4 and $9 the latest possible: which partitions to look into.
 */
export const FIND_MISSED = `
select t.enrollment_id, e.id, k.name as event, e.properties, (extract(epoch from e.received_at) * 1000)::float8 as at,
  (extract(epoch from e.occurred_at) * 1000)::float8 as occurred_at
from unnest($1::bigint[], $2::bigint[], $3::int[], $4::float8[], $5::uuid[], $6::float8[], $7::text[])
  as t(enrollment_id, subscriber_id, kind_id, since, after, before, seen)
join events e on e.subscriber_id = t.subscriber_id and e.kind_id = t.kind_id
  and (e.received_at, e.id) > (to_timestamp(t.since), t.after) and e.received_at < to_timestamp(t.before)
join event_kinds k on k.id = e.kind_id
where e.received_at >= to_timestamp($8::float8) and e.received_at <= to_timestamp($9::float8) and e.id <> all(t.seen::uuid[])
order by e.received_at, e.id`;
