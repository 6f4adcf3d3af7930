/** A backtest that somebody works on. Times in epoch ms. */
export type ClaimedBacktest = {
  id: string;
  workspace_id: number;
  journey_id: string;
  journey_name: string;
  timezone: string;
  graph: unknown;
  settings: unknown;
  from_at: number;
  until_at: number;
  cap: number;
  people_total: number | null;
  result: unknown;
};

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** Takes the oldest backtest that nobody works on, for $1 ms of real time. */
export const CLAIM_BACKTEST = `
with open as (
  select id from backtests
  where status in ('queued', 'running') and (lease_until is null or lease_until < clock_timestamp())
  order by created_at limit 1 for update skip locked
), taken as (
  update backtests b set status = 'running', lease_until = clock_timestamp() + $1 * interval '1 millisecond'
  from open where b.id = open.id returning b.*
)
select t.id, t.workspace_id, t.journey_id, j.name as journey_name, w.timezone, t.graph, t.settings,
  ${MS("t.from_at")} as from_at, ${MS("t.until_at")} as until_at, t.cap, t.people_total, t.result
from taken t join journeys j on j.id = t.journey_id join workspaces w on w.id = t.workspace_id`;

/**
 * Writes down whom to look at: who did one of the events in the time, who is in one of the segments, or everybody. $1 backtest, $2 workspace,
 * $3 event names (null: any), $4 from, $5 until, $6 segments, $7 everybody.
 */
export const LIST_BACKTEST_PEOPLE = `
with listed as (
  insert into backtest_people (backtest_id, workspace_id, subscriber_id)
  select $1::uuid, $2::int, found.id from (
    select e.subscriber_id as id from events e
    where e.workspace_id = $2 and e.received_at >= to_timestamp($4::float8 / 1000) and e.received_at < to_timestamp($5::float8 / 1000)
      and e.kind_id in (select id from event_kinds where workspace_id = $2 and ($3::text[] is null or name = any($3::text[])))
    union
    select m.subscriber_id from segment_members m where m.segment_id = any($6::uuid[])
    union
    select s.id from subscribers s where s.workspace_id = $2 and $7::bool
  ) as found
  on conflict do nothing returning 1
)
update backtests set people_total = (select count(*) from listed) where id = $1 and status = 'running' returning people_total`;

/** The next people to look at. $1 backtest, $2 how many. */
export const NEXT_BACKTEST_PEOPLE = `
select subscriber_id::text as id from backtest_people where backtest_id = $1 and not looked_at order by subscriber_id limit $2`;

/** What they did, oldest first. $1 subscribers, $2 event names (null: any), $3 workspace, $4 until (ms). */
export const BACKTEST_EVENTS = `
select e.subscriber_id::text as subscriber_id, e.id, k.name as event, e.properties,
  ${MS("e.received_at")} as at, ${MS("e.occurred_at")} as occurred_at
from events e join event_kinds k on k.id = e.kind_id
where e.subscriber_id = any($1::bigint[])
  and e.kind_id in (select id from event_kinds where workspace_id = $3 and ($2::text[] is null or name = any($2::text[])))
  and e.received_at < to_timestamp($4::float8 / 1000)
order by e.subscriber_id, e.received_at, e.id`;

/** Mails that other journeys really sent them. $1 subscribers, $2 the journey, $3 from, $4 until (ms). */
export const OTHER_MAILS = `
select s.subscriber_id::text as subscriber_id, ${MS("s.sent_at")} as at
from sends s join journey_versions v on v.id = s.version_id
where s.subscriber_id = any($1::bigint[]) and s.channel = 'email' and s.status = 'sent' and v.journey_id <> $2
  and s.sent_at >= to_timestamp($3::float8 / 1000) and s.sent_at < to_timestamp($4::float8 / 1000)`;

/** Other journeys they were in. $1 subscribers, $2 the journey, $3 from, $4 until (ms). */
export const OTHER_RUNS = `
select e.subscriber_id::text as subscriber_id, e.journey_id, ${MS("e.entered_at")} as entered_at, ${MS("e.ended_at")} as ended_at
from enrollments e
where e.subscriber_id = any($1::bigint[]) and e.journey_id <> $2 and e.entered_at < to_timestamp($4::float8 / 1000)
  and (e.ended_at is null or e.ended_at >= to_timestamp($3::float8 / 1000))`;

/** The figures so far, with a new lease. Zero rows: it was cancelled, or somebody else has it. $1 id, $2 result, $3 people, $4 lease in ms. */
export const SAVE_BACKTEST = `
update backtests set result = $2, people_done = people_done + $3, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
where id = $1 and status = 'running' returning id`;

/** $1 backtest, then one array a column. Who would not have entered is forgotten. */
export const SAVE_BACKTEST_PEOPLE = `
with looked as (
  select * from unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::jsonb[], $7::jsonb[])
    as t (subscriber_id, entries, mails, peak, nodes, journeys)
), gone as (
  delete from backtest_people p using looked l
  where p.backtest_id = $1 and p.subscriber_id = l.subscriber_id and l.entries = 0
)
update backtest_people p set looked_at = true, entries = l.entries, mails = l.mails, peak = l.peak,
  nodes = array(select jsonb_array_elements_text(l.nodes)), journeys = array(select jsonb_array_elements_text(l.journeys)::uuid)
from looked l where p.backtest_id = $1 and p.subscriber_id = l.subscriber_id and l.entries > 0`;

/** $1 id, $2 status, $3 error */
export const END_BACKTEST = `
update backtests set status = $2, error = $3, finished_at = clock_timestamp(), lease_until = null
where id = $1 and status = 'running'`;
