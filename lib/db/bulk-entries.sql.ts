/** Statements on bulk_entries: many people put into a journey at once. */

const COLUMNS = `b.id, b.workspace_id, b.journey_id, b.source, b.properties, b.status, b.total, b.done, b.entered, b.refused,
  b.after_id::text as after_id, b.created_at, b.ended_at`;

/** Whom a request named is nobody's business once it has ended, and must not outlive an erasure: what is left says of what kind it was. */
export const SOURCE_OF_ENDED = "jsonb_build_object('kind', source->'kind')";

/** The oldest that is under way, for this transaction alone. */
export const CLAIM_BULK_ENTRY = `
select ${COLUMNS} from bulk_entries b where b.status = 'running' order by b.created_at, b.id limit 1 for update skip locked`;

/** How far requests are; without the people they name, who can be fifty thousand. $1 workspace, $2 journey, $3 one of them or null: the newest. */
export const READ_BULK_ENTRIES = `
select b.id, b.journey_id, b.source->>'kind' as source, b.status, b.total, b.done, b.entered, b.refused, b.created_at, b.ended_at from bulk_entries b where b.workspace_id = $1 and b.journey_id = $2::uuid and ($3::uuid is null or b.id = $3::uuid)
order by b.created_at desc, b.id desc limit 50`;

/** $1 id, $2 status, $3 done, $4 entered, $5 refused, $6 after id, $7 ended at (ms, null while under way). */
export const WRITE_BULK_ENTRY = `
update bulk_entries set status = $2, done = $3, entered = $4, refused = $5::jsonb, after_id = $6::bigint,
  ended_at = to_timestamp($7::float8 / 1000), source = case when $2 = 'running' then source else ${SOURCE_OF_ENDED} end where id = $1`;

/** What cannot be worked on any more, as of the workspace's time. $1 id. */
export const STOP_BULK_ENTRY = `
update bulk_entries b set status = 'stopped', source = ${SOURCE_OF_ENDED},
  ended_at = now() + case when w.mode = 'sandbox' then w.clock_offset_ms else 0 end * interval '1 millisecond'
from workspaces w where w.id = b.workspace_id and b.id = $1 and b.status = 'running'`;

/** People by id. $1 workspace, $2 after, $3 how many, $4 segment (null: everybody). */
export const READ_BULK_PEOPLE = `
select s.id::text as id from subscribers s
where s.workspace_id = $1 and s.id > $2::bigint
  and ($4::uuid is null or exists (select from segment_members m where m.segment_id = $4::uuid and m.subscriber_id = s.id))
order by s.id limit $3`;

/** $1 workspace, $2 external ids → ids, in no order. */
export const FIND_BULK_IDS = `
select s.external_id, s.id::text as id from subscribers s where s.workspace_id = $1 and s.external_id = any($2::text[])`;
