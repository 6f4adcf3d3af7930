/**
 * Hot statements on subscribers. Every write of a person happens under that person's row lock, taken in id order, so that two
 * writers of the same people wait for each other instead of deadlocking.
 */

/** A whole person, of alias s. */
export const COLUMNS = `s.id::text as id, s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale,
  s.lifecycle_stage, s.attributes, s.written_at, s.tags, (extract(epoch from s.created_at) * 1000)::float8 as created_at`;

/** $1 workspace, $2 external ids → whole people, locked. */
export const LOCK_SUBSCRIBERS_BY_EXTERNAL_ID = `
select ${COLUMNS} from subscribers s
where s.workspace_id = $1 and s.external_id = any($2::text[])
order by s.id for no key update`;

/** $1 workspace, $2 ids: nobody else writes, walks or matches these people until the transaction ends. */
export const LOCK_SUBSCRIBERS_BY_ID = `
select s.id from subscribers s where s.workspace_id = $1 and s.id = any($2::bigint[]) order by s.id for no key update`;

/** $1 workspace, $2 ids → whole people, as they are. */
export const READ_SUBSCRIBERS_BY_ID = `
select ${COLUMNS} from subscribers s where s.workspace_id = $1 and s.id = any($2::bigint[])`;

/**
 * $1 workspace, $2 external ids → {external id: id} in one row, which costs this process far less than a row each: for events
 * that nothing listens to and that write nothing to the person.
 */
export const FIND_SUBSCRIBER_IDS = `
select coalesce(json_object_agg(s.external_id, s.id::text), '{}') as ids
from subscribers s where s.workspace_id = $1 and s.external_id = any($2::text[])`;

/**
 * $1 workspace, $2 now (ms), $3… arrays. Returns only the rows made here: a person whom another transaction makes at the same
 * time is waited for and then missing from the answer.
 */
export const INSERT_SUBSCRIBERS = `
insert into subscribers (workspace_id, external_id, email, phone, first_name, last_name, timezone, locale, lifecycle_stage,
  attributes, written_at, tags, email_key, created_at, updated_at)
select $1, n.external_id, n.email, n.phone, n.first_name, n.last_name, n.timezone, n.locale, n.lifecycle_stage,
  n.attributes, n.written_at, array(select jsonb_array_elements_text(n.tags)), n.email_key, to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::jsonb[], $14::text[])
  as n(external_id, email, phone, first_name, last_name, timezone, locale, lifecycle_stage, attributes, written_at, tags, email_key)
order by n.external_id
on conflict (workspace_id, external_id) do nothing
returning id::text as id, external_id`;

/** $1 workspace, $2 now (ms), $3… arrays. The rows must be locked by this transaction. */
export const UPDATE_SUBSCRIBERS = `
update subscribers s set email = n.email, phone = n.phone, first_name = n.first_name, last_name = n.last_name,
  timezone = n.timezone, locale = n.locale, lifecycle_stage = n.lifecycle_stage, attributes = n.attributes,
  written_at = n.written_at, tags = array(select jsonb_array_elements_text(n.tags)), email_key = n.email_key, updated_at = to_timestamp($2::float8 / 1000)
from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::jsonb[], $14::text[])
  as n(id, email, phone, first_name, last_name, timezone, locale, lifecycle_stage, attributes, written_at, tags, email_key)
where s.id = n.id and s.workspace_id = $1`;
