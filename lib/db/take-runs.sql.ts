import type { ClaimedRow } from "./claim.sql";

/** What TAKE_RUN gives back: a claimed row without its run and person. */
export type TakenRow = Omit<ClaimedRow, "run" | "person">;

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/**
 * Takes one run out of `waiting`, whatever it waits for; waits for a walk that holds it and then finds nothing (look again: the
 * walk has put it elsewhere). Looks into every bucket, because the due time is not known. $1 shard, $2 enrollment.
 */
export const TAKE_RUN = `
delete from waiting w where w.shard = $1 and w.locks in (true, false) and w.id = $2
returning w.id, w.workspace_id, w.version_id, w.subscriber_id, w.node, w.visit, w.locks,
  ${MS("w.arrived_at")} as arrived_at, ${MS("w.due_at")} as due_at, w.wake, w.held_due_at is not null as suspect`;

/** Run and person of a taken row, as a claim reads them. $1 enrollment, $2 subscriber. */
export const READ_RUN = `
select json_build_object('state', e.state, 'entered_at', ${MS("e.entered_at")}, 'entry_key', e.entry_key,
    'trigger', e.trigger, 'run', e.run) as run,
  json_build_object('external_id', s.external_id, 'email', s.email, 'phone', s.phone,
    'first_name', s.first_name, 'last_name', s.last_name, 'timezone', s.timezone, 'locale', s.locale,
    'lifecycle_stage', s.lifecycle_stage, 'attributes', s.attributes, 'tags', s.tags, 'created_at', ${MS("s.created_at")},
    'written_at', s.written_at) as person
from enrollments e join subscribers s on s.id = e.subscriber_id
where e.id = $1 and s.id = $2`;

/**
 * Makes everybody of a journey due now, so that the next walk looks at them again; rows that somebody holds are left for the next
 * call. $1 journey, $2 now, $3 and $4: only those who entered from … until (epoch seconds; null: all). Gives back the shards, one row a person.
 */
export const PULL_FORWARD = `
with found as materialized (
  select w.tableoid as bucket, w.ctid as place, w.due_at from waiting w join journey_versions v on v.id = w.version_id
  where v.journey_id = $1 and w.due_at > to_timestamp($2::float8)
    and ($3::float8 is null or exists (select from enrollments e where e.id = w.id
      and e.entered_at >= to_timestamp($3::float8) and e.entered_at < to_timestamp($4::float8)))
  for update of w skip locked
), gone as (
  delete from waiting w using found f
  where w.tableoid = f.bucket and w.ctid = f.place and w.due_at = f.due_at
  returning w.*
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, to_timestamp($2::float8) from gone
  returning shard, id, due_at
), listening as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id
)
select shard, count(*)::int as n from back group by shard`;
