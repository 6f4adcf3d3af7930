/** Statements of letting people go on after a pause. Instants are epoch seconds; see journey_resumes in its migration. */

/**
 * Holds a resume in its state until the transaction ends. $1 resume, $2 state; no row: it is not in it (any more).
 */
export const HOLD_RESUME = "select from journey_resumes where id = $1 and state = $2 for no key update";

/**
 * Sets people of a paused journey aside, their own due times kept, like a walk does who becomes due: so that what becomes of them is decided in
 * one place. $1 versions, $2 due at or before this ('Infinity': whoever waits for a time), $3 and $4 versions and nodes to leave alone, $5 at
 * most so many. Rows that somebody holds are left for the next call. Gives back one row with how many.
 */
export const GATHER = `
with found as materialized (
  select w.tableoid as bucket, w.ctid as place, w.due_at from waiting w
  where w.version_id = any($1::int[]) and w.held_due_at is null and w.due_at <= to_timestamp($2::float8) and w.due_at < 'infinity'
    and (w.version_id, w.node) not in (select * from unnest($3::int[], $4::smallint[]))
  limit $5 for update skip locked
), gone as (
  delete from waiting w using found f
  where w.tableoid = f.bucket and w.ctid = f.place and w.due_at = f.due_at
  returning w.*
), aside as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake, held_due_at)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, 'infinity', wake, due_at from gone
), listening as (
  update awaited_events a set due_at = 'infinity' from gone g where a.enrollment_id = g.id
)
select count(*)::int as n from gone`;

/** Whether GATHER would still find somebody, held by others or not. $1–$4 as there. */
export const LEFT_TO_GATHER = `
select exists (select from waiting w
  where w.version_id = any($1::int[]) and w.held_due_at is null and w.due_at <= to_timestamp($2::float8) and w.due_at < 'infinity'
    and (w.version_id, w.node) not in (select * from unnest($3::int[], $4::smallint[]))) as left`;

/**
 * What a row that is set aside waits for (columns of w): an event or answer that had come before its time was up, or a start that it has
 * not been through yet. Not a timer, so no way to resume holds it up.
 */
export const NO_TIMER = `(w.visit = 0 or (w.wake is not null
  and coalesce((w.wake->0->'event'->>'at')::float8, (w.wake->0->>'at')::float8) <= extract(epoch from w.held_due_at) * 1000 + 0.5))`;

/**
 * Lets people who were set aside go on. $1 versions, $2 resumed at, $3 paused at, $4 mode, $5 window in seconds, $6 and $7 versions and nodes
 * whose timer is a moment of the calendar, $8 at most so many.
 * now: due when they would have been. shift: a span goes on where the pause began, arrival included, because steps count from there, and an event
 * that came meanwhile is in time if it would have been without the pause; a moment
 * stays. spread: whoever is late gets a place of their own in the window, the same one every time it is asked. skip: only those without a
 * late timer; the others are taken out one by one (claimHeld). Gives back shards with how many.
 */
export const RELEASE = `
with held as materialized (
  select w.ctid as place from waiting_rest w
  where w.version_id = any($1::int[]) and w.held_due_at is not null and w.due_at = 'infinity'
    and ($4::text <> 'skip' or ${NO_TIMER} or w.held_due_at > to_timestamp($2::float8))
  limit $8 for update skip locked
), gone as (
  delete from waiting_rest w using held h where w.ctid = h.place
  returning w.*, ${NO_TIMER} as no_timer,
    (w.version_id, w.node) in (select * from unnest($6::int[], $7::smallint[])) as moment,
    case when $4::text = 'shift' and w.visit > 0 then to_timestamp($2::float8) - greatest(to_timestamp($3::float8), w.arrived_at)
      else interval '0' end as span
), back as (
  insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, wake)
  select shard, id, workspace_id, version_id, subscriber_id, node, visit, locks,
    case when moment then arrived_at else arrived_at + greatest(span, interval '0') end,
    case
      when $4::text = 'spread' and held_due_at <= to_timestamp($2::float8)
        then to_timestamp($2::float8 + $5::float8 * ((hashint8extended(id, 0) & 2147483647)::float8 / 2147483648))
      when no_timer or moment or wake is not null then greatest(held_due_at, to_timestamp($2::float8))
      else greatest(held_due_at + span, to_timestamp($2::float8))
    end, wake
  from gone
  returning shard, id, due_at
), listening as (
  update awaited_events a set due_at = b.due_at from back b where a.enrollment_id = b.id
)
select shard, count(*)::int as n from back group by shard`;

export const UNFINISHED_RESUMES = `
select r.id, r.workspace_id, r.journey_id, r.mode, r.window_ms::float8 as window_ms, r.state,
  extract(epoch from r.paused_at)::float8 as paused_at, extract(epoch from r.resumed_at)::float8 as resumed_at
from journey_resumes r where r.state <> 'done'`;
