import { COLUMNS } from "./subscribers.sql";

/** The next workspace that has somebody to look at again, after $1. */
export const NEXT_DIRTY_WORKSPACE = `
select workspace_id from dirty_subscribers where workspace_id > $1 order by workspace_id limit 1`;

/**
 * Takes people off the list under their row locks, passing over those whom somebody else holds: they stay in the list. So this
 * never waits for a writer of people, who may be waiting for the list. $1 workspace, $2 how many. `depth`: see MARK_DIRTY.
 */
export const TAKE_DIRTY = `
with taken as materialized (
  select d.ctid as place, d.subscriber_id, d.depth from dirty_subscribers d
  join subscribers s on s.id = d.subscriber_id and s.workspace_id = d.workspace_id
  where d.workspace_id = $1 order by d.subscriber_id limit $2
  for update of d skip locked for no key update of s skip locked
), off as (
  delete from dirty_subscribers d using taken t where d.ctid = t.place
)
select subscriber_id::text as id, depth from taken`;

/** Whose person is gone. $1 workspace; returns how many others are still in the list. */
export const FORGET_GONE = `
with gone as (
  delete from dirty_subscribers d where d.workspace_id = $1
    and not exists (select from subscribers s where s.id = d.subscriber_id) returning 1
)
select ((select count(*) from (select from dirty_subscribers where workspace_id = $1 limit 10000) l) - (select count(*) from gone))::int as left`;

/**
 * Brings one segment's membership of some people up to date. $1 people, $2 workspace, $3 segment, $4 now (ms), $5… the condition's.
 * Returns who came and who went. The people are locked, so no two of these disagree.
 */
export function updateMembers(condition: string): string {
  return `
with touched as materialized (
  select t.id from unnest($1::bigint[]) as t(id)
), should as materialized (
  select s.id from touched t join subscribers s on s.id = t.id
  where s.workspace_id = $2 and exists (select from segments where id = $3) and (${condition})
), went as (
  delete from segment_members m using touched t
  where m.segment_id = $3 and m.subscriber_id = t.id and not exists (select from should x where x.id = t.id)
  returning m.subscriber_id
), came as (
  insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at)
  select $3, id, $2, to_timestamp($4::float8 / 1000) from should order by id
  on conflict do nothing returning subscriber_id
)
select subscriber_id::text as id, true as came from came
union all select subscriber_id::text, false from went`;
}

/**
 * Puts into the list everyone whose membership differs from what the condition says now: one pass over the workspace, no locks
 * taken on people. $1 workspace, $2 segment, $3… the condition's.
 */
export function markDiffering(condition: string): string {
  return `
insert into dirty_subscribers (workspace_id, subscriber_id)
select $1, s.id from subscribers s
left join segment_members m on m.segment_id = $2 and m.subscriber_id = s.id
where s.workspace_id = $1 and (${condition}) <> (m.subscriber_id is not null)
order by s.id
on conflict do nothing`;
}

/** Dynamic segments of one workspace ($1) or, with null, of all, with the workspace's clock. */
export const READ_SEGMENTS = `
select g.id, g.workspace_id, g.condition, w.mode, w.clock_offset_ms
from segments g join workspaces w on w.id = g.workspace_id
where g.kind = 'dynamic' and g.condition is not null and ($1::int is null or g.workspace_id = $1) order by g.workspace_id, g.id`;

/** People whose stage is not what the rules say, with what they say. $1 workspace, $2 people, $3… the rules'. */
export function readStagesToMove(stage: string): string {
  return `
select * from (
  select ${COLUMNS}, ${stage} as stage from subscribers s where s.workspace_id = $1 and s.id = any($2::bigint[])
) p where stage <> coalesce(lifecycle_stage, '') order by id::bigint`;
}

/** Puts into the list everyone whose stage differs from what the rules say now. $1 workspace, $2… the rules'. */
export function markStagesDiffering(stage: string): string {
  return `
insert into dirty_subscribers (workspace_id, subscriber_id)
select $1, s.id from subscribers s where s.workspace_id = $1 and ${stage} <> coalesce(s.lifecycle_stage, '')
order by s.id
on conflict do nothing`;
}

/** Stages of one workspace ($1) or, with null, of all, with the workspace's clock. */
export const READ_LIFECYCLES = `
select r.workspace_id, r.lifecycle, w.mode, w.clock_offset_ms
from score_rules r join workspaces w on w.id = r.workspace_id
where r.lifecycle <> '[]' and ($1::int is null or r.workspace_id = $1) order by r.workspace_id`;
