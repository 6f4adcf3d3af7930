/** What is known of a send when a link of it is used; the sender by the name that its mails bear. $1 send id. */
export const SELECT_ENGAGED_SEND = `
select d.id, d.channel, d.workspace_id, d.enrollment_id, d.version_id, d.node, d.subscriber_id,
  w.mode, coalesce(nullif(btrim(w.settings #>> '{brand,company_name}'), ''), w.name) as workspace_name, w.clock_offset_ms, s.external_id, s.email, s.unsubscribed_at is not null as unsubscribed,
  m.to_address
from sends d join workspaces w on w.id = d.workspace_id
left join subscribers s on s.id = d.subscriber_id and s.workspace_id = d.workspace_id
left join message_contents m on m.send_id = d.id
where d.id = $1`;

/** One send keeps at most this many rows of engagement: the links are public. */
export const ENGAGEMENT_ROWS_MAX = 500;

/**
 * Writes what happened to a message: the first human time of its kind on the send, a row of its history, and one count
 * for the node however often it is repeated. The send's row lock makes two first opens one.
 * $1 send, $2 kind (opened | clicked | unsubscribed), $3 at, $4 url, $5 machine?
 */
export const RECORD_ENGAGEMENT = `
with d as (
  select id, workspace_id, version_id, node,
    case $2 when 'opened' then opened_at when 'clicked' then clicked_at else unsubscribed_at end as earlier
  from sends where id = $1 for update
), told as (
  update sends s set
    opened_at = case when $2 = 'opened' and not $5 then coalesce(s.opened_at, $3) else s.opened_at end,
    machine_opened_at = case when $2 = 'opened' and $5 then coalesce(s.machine_opened_at, $3) else s.machine_opened_at end,
    clicked_at = case when $2 = 'clicked' and not $5 then coalesce(s.clicked_at, $3) else s.clicked_at end,
    unsubscribed_at = case when $2 = 'unsubscribed' then coalesce(s.unsubscribed_at, $3) else s.unsubscribed_at end
  from d where s.id = d.id
), noted as (
  insert into message_events (workspace_id, send_id, kind, at, url, machine)
  select workspace_id, id, $2, $3::timestamptz, $4, $5 from d
  where (select count(*) from message_events where send_id = $1) < ${ENGAGEMENT_ROWS_MAX}
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n)
  select workspace_id, version_id, node, ($3::timestamptz at time zone 'UTC')::date, $2, 1 from d
  where earlier is null and not $5 and version_id is not null
)
select earlier is null and not $5 as first from d`;

/** Promise 7: committed, no claim that starts later hands anything over. $1 workspace, $2 subscriber, $3 at, $4 addresses in lower case. */
export const SUPPRESS_PERSON = `
with person as (
  update subscribers set unsubscribed_at = coalesce(unsubscribed_at, $3), updated_at = now()
  where id = $2 and workspace_id = $1
)
insert into suppressions (workspace_id, channel, address, reason)
select $1, 'email', a, 'unsubscribed' from unnest($4::text[]) as a order by a
on conflict (workspace_id, channel, address) do nothing`;

/** Takes back an unsubscribe; bounces, complaints and an operator's suppression stay. Same arguments without $3. */
export const WELCOME_BACK = `
with person as (
  update subscribers set unsubscribed_at = null, updated_at = now() where id = $2 and workspace_id = $1
)
delete from suppressions where workspace_id = $1 and channel = 'email' and reason = 'unsubscribed' and address = any($3::text[])`;

/** Keeps that somebody came back in the history of their message, as far as it goes. $1 send, $2 at. */
export const NOTE_RESUBSCRIBED = `
insert into message_events (workspace_id, send_id, kind, at)
select workspace_id, id, 'resubscribed', $2 from sends
where id = $1 and (select count(*) from message_events where send_id = $1) < ${ENGAGEMENT_ROWS_MAX}`;

/** A row when mail to one of these addresses is held back all the same. $1 workspace, $2 addresses in lower case. */
export const STILL_SUPPRESSED = `
select from suppressions where workspace_id = $1 and channel = 'email' and address = any($2::text[]) limit 1`;

/**
 * Writes what the provider told of a message, once for each kind however often it is told; the count of its step with it.
 * $1 what the provider calls it, $2 the workspace's slug, $3 kind (delivered | bounced | complained), $4 at. No row: there is no such message.
 */
export const RECORD_PROVIDER_EVENT = `
with d as (
  select s.id, s.workspace_id, s.version_id, s.node,
    case $3 when 'delivered' then s.delivered_at when 'bounced' then s.bounced_at else s.complained_at end as earlier
  from sends s join workspaces w on w.id = s.workspace_id
  where s.provider_message_id = $1 and w.slug = $2 for update of s
), told as (
  update sends s set
    delivered_at = case when $3 = 'delivered' then coalesce(s.delivered_at, $4) else s.delivered_at end,
    bounced_at = case when $3 = 'bounced' then coalesce(s.bounced_at, $4) else s.bounced_at end,
    complained_at = case when $3 = 'complained' then coalesce(s.complained_at, $4) else s.complained_at end
  from d where s.id = d.id
), noted as (
  insert into message_events (workspace_id, send_id, kind, at)
  select workspace_id, id, $3, $4::timestamptz from d where earlier is null
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n)
  select workspace_id, version_id, node, ($4::timestamptz at time zone 'UTC')::date, $3, 1 from d
  where earlier is null and version_id is not null
)
select d.id, d.workspace_id, m.to_address
from d left join message_contents m on m.send_id = d.id`;

/**
 * Mail to this address is over, transactional mail too; whatever weaker reason there was before gives way. $1 workspace, $2 address in lower
 * case, $3 'hard_bounce' or 'complaint'.
 */
export const SUPPRESS_ADDRESS = `
insert into suppressions as s (workspace_id, channel, address, reason) values ($1, 'email', $2, $3)
on conflict (workspace_id, channel, address) do update set reason = excluded.reason where s.reason in ('unsubscribed', 'inactive')`;
