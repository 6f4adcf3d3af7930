/**
 * Claimed calls → 'sending' under a new attempt, with the request that every further attempt repeats. $1 ids, $2 requests, $3 lease in ms of
 * real time, $4 who is called.
 */
export const MARK_CALLING = `
update sends s set status = 'sending', attempt = attempt + 1, provider = r.provider, request = r.request,
  lease_until = clock_timestamp() + $3 * interval '1 millisecond'
from unnest($1::uuid[], $2::jsonb[], $4::text[]) as r (id, request, provider)
where s.id = r.id and s.status = 'queued'`;

/** What workspaces sign their webhooks with now, newest first. $1 workspaces, $2 now (real time). */
export const WEBHOOK_SECRETS = `
select id, workspace_id, sealed from webhook_secrets
where workspace_id = any($1::int[]) and (ends_at is null or ends_at > $2) order by id desc`;

/** $1 workspace, $2 journey, $3 node, $4 paths, $5 kinds. A journey that is gone keeps nothing. */
export const LEARN_ANSWER_FIELDS = `
insert into answer_fields (workspace_id, journey_id, node_id, path, kind)
select j.workspace_id, j.id, $3, f.path, f.kind
from journeys j cross join unnest($4::text[], $5::text[]) as f (path, kind)
where j.id = $2 and j.workspace_id = $1
on conflict (journey_id, node_id, path) do update set kind = excluded.kind, seen_at = now()`;

/** Takes the person's lock before looking for them: a walk of theirs has either committed or starts after us. $1 subscriber. */
export const LOCK_PERSON = "select from subscribers where id = $1 for update";

/**
 * Where the person of an enrollment may stand: their bucket is known while they listen to something; else they wait without an end, or until the
 * journey's maximum time. $1 enrollment, $2 the latter (epoch seconds, null: none).
 */
export const KNOWN_BUCKETS = `
select due_at::text as due_at from awaited_events where enrollment_id = $1
union select 'infinity' union select to_timestamp($2::float8)::text where $2::float8 is not null`;

/** The same without a known bucket: everybody of the shard is looked through. $1 shard, $2 enrollment, $3 visit. */
export const LOCATE_VISIT = `
select due_at::text as due_at from waiting where shard = $1 and locks in (true, false) and id = $2 and visit = $3`;

/**
 * Wakes the person if they still stand in the visit that asked: the row leaves its bucket for now's with the answer appended.
 * Parked by a pause they stay parked and are due at once on resume. $1 shard, $2 buckets, $3 enrollment, $4 visit, $5 wake, $6 now (ms).
 */
export const WAKE_VISIT = `
with gone as (
  delete from waiting where shard = $1 and locks in (true, false) and due_at = any($2::timestamptz[]) and id = $3 and visit = $4
  returning *
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at,
    case when held_due_at is null then least(due_at, to_timestamp($6::float8 / 1000)) else due_at end,
    coalesce(wake, '[]') || jsonb_build_array($5::jsonb),
    case when held_due_at is null then null else least(held_due_at, to_timestamp($6::float8 / 1000)) end
  from gone
  returning id, due_at
), told as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id and a.due_at <> b.due_at
)
select id from back`;
