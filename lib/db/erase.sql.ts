import { asciiLowerSql } from "./address-key-sql";

/** Statements of erasure (RELIABILITY promise 21). All may run again without harm. */

/** $1 workspace, $2 external id. FOR UPDATE: nobody walks, writes or matches this person from here on. */
export const LOCK_FOR_ERASURE = `
select id::text as id, email, phone, unsubscribed_at is not null as unsubscribed
from subscribers where workspace_id = $1 and external_id = $2 for update`;

/**
 * The person's runs leave the nodes where they wait, and the counters learn who was dropped where. Also runs that are over: a walk
 * that was under way may have put one back. Whoever had not been walked at all (visit 0) had not been counted as entered yet.
 * $1 subscriber, $2 now (ms), $3 the person's shard.
 */
export const ERASE_WAITING = `
with gone as (
  delete from waiting w using enrollments r
  where r.subscriber_id = $1 and w.shard = $3 and w.locks in (true, false) and w.id = r.id
  returning w.workspace_id, w.version_id, w.node, w.visit
)
insert into node_stat_deltas (workspace_id, version_id, node, day, kind, port, n)
select workspace_id, version_id, node, (to_timestamp($2::float8 / 1000) at time zone 'UTC')::date, kind, '', count(*)
from gone cross join lateral unnest(
  case when visit = 0 then array['entered', 'dropped', 'exited'] else array['dropped', 'exited'] end) as kind
group by 1, 2, 3, 4, 5`;

/** The runs stay as numbers without a story. $1 subscriber, $2 now (ms). */
export const ERASE_RUNS = `
update enrollments set run = '{}', entry_key = '',
  trigger = jsonb_build_object('node', trigger->'node', 'properties', '{}'::jsonb, 'at', trigger->'at'),
  state = case when state = 'active' then 'exited' else state end,
  end_reason = case when state = 'active' then 'erased' else end_reason end,
  ended_at = coalesce(ended_at, to_timestamp($2::float8 / 1000))
where subscriber_id = $1`;

/** What other rows hold of the person. $1 subscriber. */
export const ERASE_ROWS: readonly string[] = [
  "delete from awaited_events where subscriber_id = $1",
  "delete from walks where enrollment_id in (select id from enrollments where subscriber_id = $1)",
  "delete from quarantine where enrollment_id in (select id from enrollments where subscriber_id = $1)",
  "delete from step_failures where enrollment_id in (select id from enrollments where subscriber_id = $1)",
  "delete from message_contents where send_id in (select id from sends where subscriber_id = $1)",
  "delete from message_events where send_id in (select id from sends where subscriber_id = $1)",
  `update sends set request = null, provider_message_id = null, lease_until = null,
     reason = case when status in ('queued', 'sending') then 'erased' else split_part(reason, ':', 1) end,
     status = case when status in ('queued', 'sending') then 'skipped' else status end
   where subscriber_id = $1`,
  `delete from entries where subscriber_id = $1
     and journey_id in (select journey_id from enrollments where subscriber_id = $1)`,
  "delete from tasks where subscriber_id = $1",
  "delete from push_subscriptions where subscriber_id = $1",
  "delete from events where subscriber_id = $1",
  "delete from segment_members where subscriber_id = $1",
  "delete from entry_refusals where subscriber_id = $1",
  "delete from trigger_uses where subscriber_id = $1",
  "delete from pattern_states where subscriber_id = $1",
  "delete from trigger_timer_people where subscriber_id = $1",
  "delete from dirty_subscribers where subscriber_id = $1",
  "delete from backtest_people where subscriber_id = $1",
];

/** $1 workspace, $2 subscriber. */
export const ERASE_SCORES = "delete from subscriber_scores where workspace_id = $1 and subscriber_id = $2";

/** What names the person, also where it was written after they were gone. $1 workspace, $2 external id. */
export const ERASE_NAMED: readonly string[] = [
  // an operator's word against pushes goes by their id; who comes back has to allow pushes anew
  `delete from suppressions where workspace_id = $1 and channel = 'push' and address = ${asciiLowerSql("$2")}`,
  // tests that were recorded from this person hold a copy of them
  "delete from journey_tests where workspace_id = $1 and definition->'person'->>'external_id' = $2",
];

/**
 * In lists that are being worked off: how far one is counts places, so theirs is kept and names nobody. $1 workspace, $2 external id,
 * $3 subscriber.
 */
export const ERASE_LISTED = `
update bulk_entries b set source = jsonb_set(b.source, '{external_ids}', (
  select jsonb_agg(case when x.id = $2 then 'erased:' || $3::bigint else x.id end order by x.place)
  from jsonb_array_elements_text(b.source->'external_ids') with ordinality as x(id, place)))
where b.workspace_id = $1 and b.status = 'running' and b.source->'external_ids' ? $2`;

/**
 * People who are not there, among the thousand that have been due longest in either way to be claimed. $1 shard, $2 due before this (epoch
 * seconds).
 */
export const FIND_LEFT_BEHIND = `
select distinct w.workspace_id, w.subscriber_id::text as subscriber_id
from (values (true), (false)) as l(locks)
cross join lateral (
  select workspace_id, subscriber_id from waiting
  where shard = $1 and locks = l.locks and due_at < to_timestamp($2::float8) order by due_at limit 1000
) w
where not exists (select from subscribers s where s.id = w.subscriber_id)`;

/** Whether every transaction that had begun by $1 (the database's real time) is over. */
export const STRAGGLERS_GONE = `
select not exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend' and xact_start <= $1::timestamptz) as gone`;

/** Samples of learned properties that hold one of the person's addresses ($2, lower case) become null. $1 workspace. */
export const FORGET_SAMPLES = `
update event_kinds k set properties = (
  select coalesce(jsonb_object_agg(p.key, case when exists (select from unnest($2::text[]) a where position(a in lower(p.value::text)) > 0)
    then 'null'::jsonb else p.value end), '{}') from jsonb_each(k.properties) p)
where k.workspace_id = $1 and exists (select from unnest($2::text[]) a where position(a in lower(k.properties::text)) > 0)`;

/** What a person's address becomes in what the team has written about them. */
const WITHOUT = (column: string, address = "$2") => `regexp_replace(${column}, ${address}, '[erased]', 'gi')`;

/**
 * What the team has written itself and may name one of the person's addresses: comments, requests for approval with their answers, and the reasons
 * that the log keeps. $1 workspace, $2 the address as a regular expression.
 */
export const FORGET_IN_WORDS: readonly string[] = [
  `update journey_comments set text = ${WITHOUT("text")} where workspace_id = $1 and text ~* $2`,
  `update approvals set note = ${WITHOUT("note")}, words = ${WITHOUT("words")}
   where workspace_id = $1 and (note ~* $2 or words ~* $2)`,
  `update audit_log set data = a.data || said.without from audit_log a cross join lateral (
     select jsonb_object_agg(key, ${WITHOUT("a.data->>key")}) as without
     from unnest(array['note', 'words', 'override_reason', 'unapproved_reason']) as key where a.data->>key ~* $2
   ) said
   where a.workspace_id = $1 and said.without is not null and audit_log.id = a.id`,
];

/**
 * The same for the notices of them, which no person has (queue-notices.ts). $1 workspace, $2 the address as a regular expression, $3 the same as it
 * stands in HTML.
 */
export const FORGET_IN_NOTICES = `
update message_contents m set html = ${WITHOUT("m.html", "$3")}, text = ${WITHOUT("m.text")}
from sends d where d.subscriber_id = 0 and d.workspace_id = $1 and m.send_id = d.id and m.text ~* $2`;

/**
 * What is left of a suppressed address: its keyed hash, under a channel of its own that no message goes through.
 * $1 workspace, $2 address, $3 its keyed hash, $4 unsubscribed without a suppression of its own?
 */
export const HASH_SUPPRESSION = `
with gone as (
  delete from suppressions where workspace_id = $1 and channel = 'email' and address = $2 returning reason
), why as (
  select reason from gone union all select 'unsubscribed' where $4 and not exists (select from gone)
)
insert into suppressions (workspace_id, channel, address, reason)
select $1, 'email_erased', $3, reason from why on conflict (workspace_id, channel, address) do nothing`;

/** A row when there is any such hash. $1 workspace. */
export const HAS_ERASED = `
select 1 from suppressions where workspace_id = $1 and channel = 'email_erased' limit 1`;

/** Addresses that come back after an erasure are suppressed again under their own name. $1 workspace, arrays: address, keyed hash. */
export const RESTORE_SUPPRESSIONS = `
insert into suppressions (workspace_id, channel, address, reason)
select $1, 'email', x.address, p.reason from unnest($2::text[], $3::text[]) as x(address, hash)
join suppressions p on p.workspace_id = $1 and p.channel = 'email_erased' and p.address = x.hash
order by x.address
on conflict (workspace_id, channel, address) do nothing`;
