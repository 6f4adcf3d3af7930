/** Statements on timers: triggers that a time sets off. Instants are epoch ms on the workspace's clock. */

const MS = (column: string) => `floor(extract(epoch from t.${column}) * 1000)::float8 as ${column}`;
const COLUMNS = `t.id, t.workspace_id, t.journey_id, t.node, ${MS("since")}, ${MS("occurring")}, t.after_id::text as after_id, t.zones`;

/** Workspaces with timers of active journeys, and when the first of them has to be looked at. */
export const WORKSPACES_WITH_TIMERS = `
select w.id, w.mode, w.clock_offset_ms, (extract(epoch from min(t.next_at)) * 1000)::float8 as due
from trigger_timers t join journeys j on j.id = t.journey_id join workspaces w on w.id = t.workspace_id
where t.next_at is not null and j.status = 'active' group by w.id`;

/** The timer of a workspace that has waited longest, for this transaction alone. $1 workspace, $2 now. */
export const CLAIM_TIMER = `
select ${COLUMNS} from trigger_timers t join journeys j on j.id = t.journey_id
where t.workspace_id = $1 and t.next_at <= to_timestamp($2::float8 / 1000) and j.status = 'active'
order by coalesce(t.occurring, t.next_at), t.id limit 1 for update of t skip locked`;

/** All timers of a workspace's active journeys. $1 workspace. */
export const READ_TIMERS = `
select ${COLUMNS} from trigger_timers t join journeys j on j.id = t.journey_id
where t.workspace_id = $1 and j.status = 'active'`;

/** $1 timer, $2 since, $3 occurring, $4 after id, $5 zones, $6 next look (null: never). */
export const WRITE_TIMER = `
update trigger_timers set since = to_timestamp($2::float8 / 1000), occurring = to_timestamp($3::float8 / 1000), after_id = $4::bigint,
  zones = $5::jsonb, next_at = to_timestamp($6::float8 / 1000) where id = $1`;

/** How zones are written with a workspace's people; '' for none. $1 workspace. */
export const READ_ZONES = `
select distinct coalesce(timezone, '') as zone from subscribers where workspace_id = $1`;

const PEOPLE = `s.id::text as id, s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale, s.lifecycle_stage,
  s.attributes, s.tags, (extract(epoch from s.created_at) * 1000)::float8 as created_at`;

/**
 * The next people of an occurrence, by id. $1 workspace, $2 after, $3 how many, $4 zones as written (null: any), $5 segment (null: all),
 * $6 path of a date attribute (null: no date asked), $7 beginnings that its text must have at place $8, $9 characters long.
 */
export const READ_TIMER_PEOPLE = `
select ${PEOPLE} from subscribers s
where s.workspace_id = $1 and s.id > $2::bigint
  and ($4::text[] is null or coalesce(s.timezone, '') = any($4::text[]))
  and ($5::uuid is null or exists (select from segment_members m where m.segment_id = $5::uuid and m.subscriber_id = s.id))
  and ($6::text[] is null or jsonb_typeof(s.attributes #> $6::text[]) = 'number'
    or substr(s.attributes #>> $6::text[], $8::int, $9::int) = any($7::text[]))
order by s.id limit $3`;

/** People of a small workspace with their zones and a date attribute, to see when the next of their dates comes. $1 workspace, $2 path. */
export const READ_DATES = `
select s.timezone, s.attributes #> $2::text[] as value, (extract(epoch from s.created_at) * 1000)::float8 as created_at
from subscribers s where s.workspace_id = $1`;

/**
 * Takes an occurrence for people: of any number of attempts for one (timer, person) and its local time or an earlier one exactly one
 * gets its row back. $1 timer, $2 workspace, arrays: person, occurrence.
 */
export const TAKE_OCCURRENCE = `
insert into trigger_timer_people as p (subscriber_id, timer_id, workspace_id, occurrence)
select n.subscriber_id, $1, $2, n.occurrence from unnest($3::bigint[], $4::text[]) as n(subscriber_id, occurrence) order by 1
on conflict (subscriber_id, timer_id) do update set occurrence = excluded.occurrence where p.occurrence < excluded.occurrence
returning subscriber_id::text as id`;

/**
 * Active journeys whose every way in is a moment that has passed, with nobody inside, and which no other live journey starts.
 */
export const SPENT_JOURNEYS = `
select j.id, j.workspace_id from journeys j
where j.status = 'active' and j.id in (select t.journey_id from trigger_timers t)
  and not exists (select from trigger_timers t where t.journey_id = j.id and (t.next_at is not null or t.occurring is not null))
  and not exists (select from journey_triggers t where t.journey_id = j.id and t.type <> 'trigger.schedule')
  and not exists (select from enrollments e where e.journey_id = j.id and e.state = 'active')
  and not exists (
    select from journeys o join journey_versions v on v.id = o.live_version_id
    where o.workspace_id = j.workspace_id and o.status in ('active', 'paused', 'completed') and o.id <> j.id
      and strpos(v.graph::text, '"' || j.id || '"') > 0)`;
