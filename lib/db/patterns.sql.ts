/** Statements on patterns and what they remember of people. States are written under the person's row lock only. */

/** patterns.built_to of a pattern whose states are complete: no id is greater. */
export const BUILT = "9223372036854775807";

/** The live patterns of a workspace; small, read once per trigger epoch. */
export const READ_PATTERNS = `
select id, config, built_to::text as built_to from patterns where workspace_id = $1 and not retired order by id`;

/** How far those that are being built have come. A statement of its own after the people are locked: see touch-patterns.ts. */
export const READ_BUILT_TO = `
select id, built_to::text as built_to from patterns where id = any($1::int[])`;

const DUE_MS = "(extract(epoch from p.due_at) * 1000)::float8";

/** $1 people, $2 patterns (pairs) → the states there are. */
export const READ_PATTERN_STATES = `
select p.subscriber_id::text as subscriber_id, p.pattern_id, p.state, ${DUE_MS} as due
from unnest($1::bigint[], $2::int[]) as x(subscriber_id, pattern_id)
join pattern_states p on p.subscriber_id = x.subscriber_id and p.pattern_id = x.pattern_id`;

/** $1 workspace, arrays: person, pattern, state, due (epoch ms or null). The people are locked. */
export const WRITE_PATTERN_STATES = `
insert into pattern_states as p (subscriber_id, pattern_id, workspace_id, state, due_at)
select n.subscriber_id, n.pattern_id, $1, n.state, to_timestamp(n.due / 1000)
from unnest($2::bigint[], $3::int[], $4::jsonb[], $5::float8[]) as n(subscriber_id, pattern_id, state, due)
order by 1, 2
on conflict (subscriber_id, pattern_id) do update set state = excluded.state, due_at = excluded.due_at`;

/**
 * People for whom time alone may make a pattern true by now, earliest first, with their rows locked. Whoever somebody else holds is
 * passed over: that is an event being stored, which looks at what is due first. $1 workspace, $2 now (ms), $3 how many.
 */
export const CLAIM_DUE_PATTERNS = `
select p.subscriber_id::text as subscriber_id, p.pattern_id, p.state, ${DUE_MS} as due
from pattern_states p join subscribers s on s.id = p.subscriber_id
where p.workspace_id = $1 and p.due_at <= to_timestamp($2::float8 / 1000)
order by p.due_at limit $3
for update of p skip locked for no key update of s skip locked`;

/** Workspaces in which a pattern's due moment may have come, whatever their clocks say. */
export const WORKSPACES_WITH_DUE_PATTERNS = `
select w.id, w.mode, w.clock_offset_ms,
  (select (extract(epoch from min(p.due_at)) * 1000)::float8 from pattern_states p where p.workspace_id = w.id and p.due_at is not null) as due
from workspaces w where exists (select from patterns x where x.workspace_id = w.id and not x.retired)`;

/** The earliest due moment of a workspace after $2, in ms; null: none. $1 workspace. */
export const NEXT_DUE_PATTERN = `
select (extract(epoch from min(due_at)) * 1000)::float8 as due from pattern_states
where workspace_id = $1 and due_at > to_timestamp($2::float8 / 1000)`;

/**
 * The last event after a remembered one: how somebody who is about to be called quiet is looked at once more. Arrays: person, kind
 * (null: any), after (ms). Reads only what arrived since.
 */
export const LAST_EVENTS_AFTER = `
select x.place::int as place, (extract(epoch from max(e.occurred_at)) * 1000)::float8 as last
from unnest($1::bigint[], $2::text[], $3::float8[]) with ordinality as x(subscriber_id, name, after, place)
join events e on e.subscriber_id = x.subscriber_id
  and e.received_at > to_timestamp(x.after / 1000) and e.occurred_at > to_timestamp(x.after / 1000)
left join event_kinds k on k.id = e.kind_id
where x.name is null or k.name = x.name
group by 1`;

/** ---- building from history ---- */

/** A pattern that is not complete, for this transaction alone. $1 those that are left out. */
export const CLAIM_UNBUILT = `
select p.id, p.workspace_id, p.config, (extract(epoch from p.made_at) * 1000)::float8 as made_at, p.built_to::text as built_to, p.people_total
from patterns p join journeys j on j.id = p.journey_id
where not p.retired and p.built_to < ${BUILT} and j.status in ('active', 'paused') and p.id <> all($1::int[])
order by p.id limit 1 for update of p skip locked`;

/** $1 pattern. */
export const BEGIN_BUILD = `
update patterns set people_total = (select count(*) from subscribers where workspace_id = patterns.workspace_id)
where id = $1 and people_total is null`;

/** The next people in order of id, locked. $1 workspace, $2 after, $3 how many. */
export const LOCK_NEXT_PEOPLE = `
select s.id::text as id, s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale, s.lifecycle_stage,
  s.attributes, s.tags, (extract(epoch from s.created_at) * 1000)::float8 as created_at
from subscribers s where s.workspace_id = $1 and s.id > $2::bigint order by s.id limit $3 for no key update`;

/** Which of these people have a state already: they are new since the build began. $1 pattern, $2 people. */
export const HAVE_STATE = `
select subscriber_id::text as id from pattern_states where pattern_id = $1 and subscriber_id = any($2::bigint[])`;

/** What some people did, in order of arrival. $1 people, $2 names, $3 not before (ms), $4 workspace. */
export const READ_HISTORY = `
select e.subscriber_id::text as subscriber_id, k.name as event, e.id::text as id, e.properties,
  (extract(epoch from e.occurred_at) * 1000)::float8 as occurred_at, (extract(epoch from e.received_at) * 1000)::float8 as at
from event_kinds k join events e on e.kind_id = k.id
where k.workspace_id = $4 and k.name = any($2::text[]) and e.subscriber_id = any($1::bigint[])
  and e.occurred_at >= to_timestamp($3::float8 / 1000)
order by e.subscriber_id, e.received_at, e.id`;

/** The last thing that some people did. $1 people, $2 name (null: any), $3 workspace. */
export const READ_LAST_EVENTS = `
select e.subscriber_id::text as subscriber_id, (extract(epoch from max(e.occurred_at)) * 1000)::float8 as last
from events e where e.subscriber_id = any($1::bigint[])
  and ($2::text is null or e.kind_id = (select k.id from event_kinds k where k.workspace_id = $3 and k.name = $2))
group by 1`;

export const BUILD_REACHED = `
update patterns set built_to = $2::bigint, people_done = people_done + $3 where id = $1`;

/** States that nobody asks for any more, a part at a time: of retired patterns, of archived journeys, of those deleted. */
export const FORGET_RETIRED = `
with some_states as (
  select s.ctid as place from pattern_states s
  where not exists (select from patterns p join journeys j on j.id = p.journey_id
    where p.id = s.pattern_id and not p.retired and j.status <> 'archived') limit 20000
)
delete from pattern_states s using some_states t where s.ctid = t.place`;

/** Retired patterns whose states have gone. */
export const FORGET_PATTERNS = "delete from patterns where retired";
