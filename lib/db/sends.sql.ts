import type { DryRun } from "@/lib/journey/dry-run";
import type { RunData, TriggerFact } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { addressKeySql, asciiLowerSql } from "./address-key-sql";

/**
 * The ledger of sends: claim, hand over, settle. Every statement names one shard or works on given ids; transitions are
 * guarded by (id, attempt, status), so whoever lost the race changes zero rows.
 */

/** Where a message that no journey sends stands in the ledger instead of at a step. */
export const WRITTEN_AT = { test: -1, transactional: -2, notice: -3 } as const;

/** One claimed send with everything the final check and the filling look at. Instants are epoch milliseconds. */
export type ClaimedSend = {
  id: string;
  workspace_id: number;
  enrollment_id: string | null;
  version_id: number | null;
  subscriber_id: string;
  node: number;
  visit: number;
  attempt: number;
  due_at: number;
  created_at: number;
  /** it is not handed over for the first time after this; null: however late */
  expires_at: number | null;
  /** when it was first handed over (real time); null: never, or in a time when this was not kept */
  asked_at: number | null;
  provider: string | null;
  reason: string | null;
  /** calls: the request of an earlier attempt, or of the walk */
  request: unknown;
  person: {
    external_id: string;
    email: string | null;
    phone: string | null;
    first_name: string | null;
    last_name: string | null;
    timezone: string | null;
    locale: string | null;
    lifecycle_stage: string | null;
    attributes: JsonObject;
    tags: string[];
    created_at: number;
    unsubscribed: boolean;
  } | null;
  suppressed_for: string | null;
  run: { trigger: TriggerFact; run: RunData; entered_at: number } | null;
  journey: ({ id: string; status: string } & DryRun) | null;
  /** the message of an earlier attempt: a repeat must be the same byte for byte */
  stored: {
    from: string;
    to: string;
    subject: string;
    html: string;
    text: string;
    headers: Record<string, string>;
  } | null;
};

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** A claim looks up a few hundred rows by key in tables of millions: nothing but index lookups may be planned for it. */
export const BEGIN_DELIVERY = `begin; set local enable_seqscan = off; set local enable_hashjoin = off;
set local enable_mergejoin = off; set local enable_bitmapscan = off`;

/**
 * Claims due sends of one shard and channel by row locks and, in the same statement and so on the same snapshot, reads all that the final
 * check needs: an unsubscribe that was committed before this statement started is seen (RELIABILITY promise 7).
 * $1 shard, $2 now on the shard's clock, $3 how many. `suppression`: which suppressions `p` of the workspace are about it.
 */
const claimSends = (channel: string, suppression: string) => `
with due as materialized (
  select * from sends
  where shard = $1 and status = 'queued' and channel = ${channel} and due_at <= $2
  order by due_at limit $3
  for update skip locked
)
select d.id, d.workspace_id, d.enrollment_id, d.version_id, d.subscriber_id, d.node, d.visit, d.attempt,
  d.request,
  ${MS("d.due_at")} as due_at, ${MS("d.created_at")} as created_at, ${MS("d.expires_at")} as expires_at,
  ${MS("d.asked_at")} as asked_at, d.provider, d.reason,
  case when s.id is not null then jsonb_build_object('external_id', s.external_id, 'email', s.email, 'phone', s.phone,
    'first_name', s.first_name, 'last_name', s.last_name, 'timezone', s.timezone, 'locale', s.locale,
    'lifecycle_stage', s.lifecycle_stage, 'attributes', s.attributes, 'tags', s.tags, 'created_at', ${MS("s.created_at")},
    'unsubscribed', s.unsubscribed_at is not null) end as person,
  p.reason as suppressed_for,
  case when e.id is not null then jsonb_build_object('trigger', e.trigger, 'run', e.run, 'entered_at', ${MS("e.entered_at")}) end as run,
  case when j.id is not null then jsonb_build_object('id', j.id, 'status', j.status,
    'dry_run', j.dry_run_since is not null, 'dry_left', j.dry_left) end as journey,
  case when m.send_id is not null then jsonb_build_object('from', m.from_address, 'to', m.to_address, 'subject', m.subject,
    'html', m.html, 'text', m.text, 'headers', m.headers) end as stored
from due d
left join subscribers s on s.id = d.subscriber_id and s.workspace_id = d.workspace_id
left join enrollments e on e.id = d.enrollment_id
left join journeys j on j.id = e.journey_id
left join message_contents m on m.send_id = d.id and (d.attempt > 0 or d.provider is not null or d.enrollment_id is null)
left join suppressions p on p.workspace_id = d.workspace_id and ${suppression}`;

/** $4 channel, "email" or "webhook". */
export const CLAIM_SENDS = claimSends(
  "$4",
  `p.channel = 'email' and p.address = coalesce(${asciiLowerSql("m.to_address")}, ${addressKeySql("s")})`,
);
/** Notices of tasks go to the team: what the person wants to hear has no say. */
export const CLAIM_TASKS = claimSends("'task'", "false");
/** What people want of pushes is said in their browsers; an operator can stop them by the person's id. */
export const CLAIM_PUSHES = claimSends(
  "'push'",
  `p.channel = 'push' and p.address = ${asciiLowerSql("s.external_id")}`,
);

/** Suppressions that hold back what journeys send; a transactional mail goes out all the same. */
export const WEAK_SUPPRESSIONS: readonly string[] = ["unsubscribed", "inactive"];

/**
 * The final check once more, for a mail whose turn came seconds after its claim: a row when it must not be handed over any more, with the reason
 * ('erased', 'unsubscribed', or the suppression's). $1 send id, $2 what its addresses are suppressed by (suppressionKey), $3 WEAK_SUPPRESSIONS.
 */
export const BLOCKED_SINCE_CLAIM = `
select b.reason from sends d
left join subscribers s on s.id = d.subscriber_id and s.workspace_id = d.workspace_id
cross join lateral (
  select 'erased' as reason, 1 as place where s.id is null
  union all select 'unsubscribed', 2 where d.channel = 'email' and d.enrollment_id is not null and s.unsubscribed_at is not null
  union all select p.reason, 3 from suppressions p
    where d.channel = 'email' and p.workspace_id = d.workspace_id and p.channel = 'email' and p.address = any($2::text[])
      and (d.enrollment_id is not null or p.reason <> all($3::text[]))
) b
where d.id = $1 and (d.enrollment_id is not null or d.node = ${WRITTEN_AT.transactional})
order by b.place limit 1`;

/**
 * Claimed rows → 'sending' under a new attempt number. From here on only this attempt may settle them.
 * $1 ids, $2 provider, $3 lease in milliseconds of real time.
 */
export const MARK_SENDING = `
update sends set status = 'sending', attempt = attempt + 1, provider = $2, asked_at = coalesce(asked_at, clock_timestamp()),
  lease_until = clock_timestamp() + $3 * interval '1 millisecond'
where id = any($1::uuid[]) and status = 'queued'`;

/** Keeps the filled requests of claimed calls that are not made. $1 ids, $2 requests. */
export const KEEP_REQUESTS = `
update sends s set request = r.request from unnest($1::uuid[], $2::jsonb[]) as r (id, request) where s.id = r.id`;

/** What is to be said of claimed mails that go out all the same. $1 ids, $2 notes. */
export const NOTE_SENDS = `
update sends s set note = n.note from unnest($1::uuid[], $2::text[]) as n (id, note) where s.id = n.id`;

/** Puts claimed rows off without an attempt. $1 ids, $2 until. */
export const PUT_OFF = `update sends set due_at = $2 where id = any($1::uuid[]) and status = 'queued'`;

/** The same for rows whose journey is paused, noted so that they are found when it goes on. $1 ids, $2 until. */
export const HOLD_SENDS = `
update sends set due_at = $2, reason = 'paused' where id = any($1::uuid[]) and status = 'queued'`;

const IS_HELD = "status = 'queued' and reason = 'paused'";

/** Versions of journeys that are not paused (any more) and that rows of HOLD_SENDS wait for. */
export const RELEASABLE_VERSIONS = `
select h.version_id from (select distinct version_id from sends where ${IS_HELD}) h
join journey_versions v on v.id = h.version_id join journeys j on j.id = v.journey_id where j.status <> 'paused'`;

/**
 * Makes held rows due when they were put off, unless their journey has been paused again. $1 versions, $2 by how many ms they were put off, $3
 * how many rows at most.
 */
export const RELEASE_SENDS = `
with free as materialized (
  select v.id from journey_versions v join journeys j on j.id = v.journey_id where v.id = any($1::int[]) and j.status <> 'paused'
)
update sends set due_at = due_at - $2 * interval '1 millisecond', reason = null
where id in (select id from sends where ${IS_HELD} and version_id = any(array(select id from free)) limit $3 for update skip locked)
returning shard`;

/**
 * Attempts that were none: queued again as if they had not been made. That an earlier attempt got no answer is not forgotten. $1 ids, $2 the
 * attempts that made them, $3 when they are due and $4 why they wait (null: as before).
 */
export const GIVE_BACK = `
update sends s set status = 'queued', attempt = s.attempt - 1, lease_until = null, due_at = coalesce($3, s.due_at),
  asked_at = case when s.attempt > 1 then s.asked_at end,
  reason = case when s.reason like 'unanswered:%' then s.reason else coalesce($4, s.reason) end
from unnest($1::uuid[], $2::int[]) as t (id, attempt)
where s.id = t.id and s.attempt = t.attempt and s.status = 'sending'`;

/**
 * Writes what became of attempts, with the counters of the nodes, in one statement.
 * $1 ids, $2 attempt numbers that made the results, $3 statuses, $4 reasons, $5 provider message ids, $6 next due times (null
 * keeps), $7 times of the results, $8 delivered at once?, $9 the status they must be in ('sending', or 'queued' for rows
 * that are settled under the claim's own locks), $10 provider, $11 what to add to the attempt number.
 */
export const SETTLE_SENDS = `
with result as (
  select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::boolean[])
    as r (id, attempt, status, reason, provider_message_id, next_due_at, at, delivered)
), changed as (
  update sends s set
    status = r.status, reason = r.reason, lease_until = null, attempt = s.attempt + $11::int,
    provider = coalesce($10, s.provider),
    provider_message_id = coalesce(r.provider_message_id, s.provider_message_id),
    due_at = coalesce(r.next_due_at, s.due_at),
    sent_at = case when r.status = 'sent' then r.at else s.sent_at end,
    delivered_at = case when r.delivered then r.at else s.delivered_at end
  from result r
  where s.id = r.id and s.attempt = r.attempt and s.status = $9
  returning s.id, s.workspace_id, s.version_id, s.node, s.channel, r.status, r.reason, r.at, r.delivered
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, port, n)
  select c.workspace_id, c.version_id, c.node, (c.at at time zone 'UTC')::date, k.kind, k.port, count(*)
  from changed c
  cross join lateral (values
    -- not 'failed': that is a visit which ended in failure, and who waits is counted from it
    (case c.status when 'failed' then 'send_failed' else c.status end,
      case when c.status = 'skipped' then split_part(c.reason, ':', 1) else '' end),
    (case when c.delivered then 'delivered' end, '')
  ) k (kind, port)
  where c.version_id is not null and k.kind in ('sent', 'send_failed', 'skipped', 'delivered')
    -- a notice to the team is no message of the journey to the person
    and (c.channel <> 'task' or k.kind = 'send_failed')
  group by 1, 2, 3, 4, 5, 6
), noted as (
  insert into message_events (workspace_id, send_id, kind, at)
  select workspace_id, id, 'delivered', at from changed where delivered
)
select id from changed`;

/**
 * Attempts whose lease ran out: nobody knows what became of them. Where asking again is harmless they are queued again; a mail
 * without that safety becomes 'uncertain' and is never sent again by itself (promise 2). $1 names of providers that
 * accept a key once; calls are promised at least once.
 */
export const SETTLE_EXPIRED = `
update sends set lease_until = null,
  status = case when channel in ('webhook', 'crm') or provider = any($1::text[]) then 'queued' else 'uncertain' end,
  reason = case when channel in ('webhook', 'crm') or provider = any($1::text[]) then 'unanswered: the worker stopped'
    else 'worker_stopped: the worker stopped after handing the message over' end
where id in (
  select id from sends where status = 'sending' and lease_until < clock_timestamp()
  order by lease_until limit 1000 for update skip locked)
returning shard, status`;
