import type { RunData, SubscriberFacts, TriggerFact } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import type { Bucket } from "./buckets";
import { moveIsPutOff } from "./step-failures.sql";

/** One claimed person with everything a walk looks at. Instants are epoch milliseconds; 'infinity' is Infinity. */
export type ClaimedRow = {
  id: string;
  workspace_id: number;
  version_id: number;
  subscriber_id: string;
  node: number;
  visit: number;
  locks: boolean;
  arrived_at: number;
  due_at: number;
  wake: Wake[] | null;
  /** their walk has failed before and is tried again */
  suspect: boolean;
  /** null: the run is gone (erased); the row is dropped */
  run: { state: string; entered_at: number; entry_key: string; trigger: TriggerFact; run: RunData } | null;
  /** null: the person is gone (erased) */
  person: (Omit<SubscriberFacts, "id"> & { written_at: Record<string, number> }) | null;
};

// date_part and not extract: the latter computes in numeric, a microsecond for each instant
const MS = (column: string) => `(date_part('epoch', ${column}) * 1000)`;

/** What a claim statement gives: run and person as flat columns, because building JSON in the database costs more than the joins. */
export type FlatClaim = Omit<ClaimedRow, "run" | "person"> & {
  state: string | null;
  entered_at: number;
  entry_key: string;
  trigger: TriggerFact;
  run: RunData;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  timezone: string | null;
  locale: string | null;
  lifecycle_stage: string | null;
  attributes: SubscriberFacts["attributes"];
  tags: string[];
  created_at: number;
  /** absent where the version never writes to the person */
  written_at?: Record<string, number>;
};

/** A flat row as run and person; either is null when its row is gone. */
export function claimedRow(flat: FlatClaim): ClaimedRow {
  const { state, external_id, entered_at, entry_key, trigger, run } = flat;
  return {
    id: flat.id,
    workspace_id: flat.workspace_id,
    version_id: flat.version_id,
    subscriber_id: flat.subscriber_id,
    node: flat.node,
    visit: flat.visit,
    locks: flat.locks,
    arrived_at: flat.arrived_at,
    due_at: flat.due_at,
    wake: flat.wake,
    suspect: flat.suspect,
    run: state === null ? null : { state, entered_at, entry_key, trigger, run },
    person:
      external_id === null
        ? null
        : {
            external_id,
            email: flat.email,
            phone: flat.phone,
            first_name: flat.first_name,
            last_name: flat.last_name,
            timezone: flat.timezone,
            locale: flat.locale,
            lifecycle_stage: flat.lifecycle_stage,
            attributes: flat.attributes,
            tags: flat.tags,
            created_at: flat.created_at,
            written_at: flat.written_at ?? {},
          },
  };
}

const PERSON = `s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale, s.lifecycle_stage, s.attributes, s.tags,
  ${MS("s.created_at")} as created_at`;
const WRITTEN_PERSON = `${PERSON}, s.written_at`;
const WRITTEN_PERSON_NAMES = `external_id, email, phone, first_name, last_name, timezone, locale, lifecycle_stage, attributes, tags, created_at, written_at`;
const RUN = `e.state, ${MS("e.entered_at")} as entered_at, e.entry_key, e.trigger, e.run`;

const WAITING = `c.id, c.workspace_id, c.version_id, c.subscriber_id, c.node, c.visit, c.locks,
  ${MS("c.arrived_at")} as arrived_at, ${MS("coalesce(c.held_due_at, c.due_at)")} as due_at, c.wake, c.held_due_at is not null as suspect`;

const DUE = `w.shard = $1 and w.due_at >= to_timestamp($2::float8) and w.due_at <= to_timestamp($3::float8)`;

/** "suspects": those alone whose walk failed before (RELIABILITY promise 19). */
export type ClaimWho = "all" | "suspects";
const WHO: Record<ClaimWho, string> = { all: "", suspects: " and w.held_due_at is not null" };

/**
 * Claims people of one shard and one bucket whose versions neither listen nor write to the person: takes their waiting rows
 * out, held by this transaction alone. The transaction is the lease: if it does not commit, nothing has happened.
 * $1 shard, $2 watermark, $3 now (epoch seconds), $4 how many. The upper bound keeps a claim from taking back what it has just put ahead.
 */
export function claimFree(bucket: Bucket, who: ClaimWho = "all"): string {
  return `
with c as materialized (
  select w.ctid as place, w.* from ${bucket} w
  where ${DUE} and w.locks = false${WHO[who]}
  order by w.due_at limit $4
  for update skip locked
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, ${RUN}, ${PERSON}
from c left join enrollments e on e.id = c.id left join subscribers s on s.id = c.subscriber_id`;
}

/**
 * The same for people whose versions wait for events, have goals, or write to the person: takes the person's row lock too, or leaves
 * them alone while somebody else has it. Never waits for a lock, so it cannot deadlock with ingestion, which takes people's
 * locks first and waiting rows after. The person is read from the locked row itself, never from the statement's snapshot.
 */
export function claimLocking(bucket: Bucket, who: ClaimWho = "all"): string {
  return `
with c as materialized (
  select w.ctid as place, w.*, ${WRITTEN_PERSON} from ${bucket} w
  join subscribers s on s.id = w.subscriber_id
  where ${DUE} and w.locks = true${WHO[who]}
  order by w.due_at limit $4
  for update of w skip locked for no key update of s skip locked
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, ${RUN}, ${WRITTEN_PERSON_NAMES.replaceAll(/\w+/g, "c.$&")}
from c left join enrollments e on e.id = c.id`;
}

/**
 * The same for a sandbox, where people are walked at the times they were due, however far its clock has jumped: of several runs of a person only
 * the one that is due first, whatever its version, so that the next sees what it did. Of the rows of either kind that are found none is
 * taken from beyond where the search for the other ended.
 */
export function claimTurns(bucket: Bucket, who: ClaimWho = "all"): string {
  const due = (locks: boolean) => `
  select w.ctid as place, w.*, ${WRITTEN_PERSON} from ${bucket} w
  join subscribers s on s.id = w.subscriber_id
  where ${DUE} and w.locks = ${locks}${WHO[who]}
  order by w.due_at limit $4
  for update of w skip locked for no key update of s skip locked`;
  const end = (kind: string) => `(select max(due_at) from ${kind} having count(*) = $4)`;
  return `
with locking as materialized (${due(true)}
), free as materialized (${due(false)}
), c as materialized (
  select distinct on (subscriber_id) * from (select * from locking union all select * from free) d
  where due_at <= coalesce(least(${end("locking")}, ${end("free")}), 'infinity')
  order by subscriber_id, due_at, id
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, ${RUN}, ${WRITTEN_PERSON_NAMES.replaceAll(/\w+/g, "c.$&")}
from c left join enrollments e on e.id = c.id`;
}

/** A claimed person with the place the claim found them at: the next claim begins behind it. */
export type PlacedClaim = FlatClaim & { stands_at: string };

/**
 * Claims people wherever they stand, due or not, with their rows and the persons' locked like claimLocking: whoever somebody else holds is
 * left. Of those whom a pause has set aside their own due time is given. Of `$1` at most.
 */
function claimStanding(bucket: string, which: string): string {
  return `
with c as materialized (
  select w.ctid as place, w.due_at::text as stands_at, w.*, ${WRITTEN_PERSON} from ${bucket} w
  join subscribers s on s.id = w.subscriber_id
  where ${which} limit $1
  for update of w skip locked for no key update of s skip locked
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, c.stands_at, c.shard, ${RUN},
  ${WRITTEN_PERSON_NAMES.replaceAll(/\w+/g, "c.$&")}
from c left join enrollments e on e.id = c.id`;
}

/**
 * Those who stand in given places of given versions. In order of (due_at, id) and behind a place, so that going through a bucket reads it
 * once; whose move is put off is left out. $1 how many, $2 shard, $3 locks, $4 and $5 behind this due_at (text) and id, $6 versions,
 * $7 nodes (parallel), $8 now (epoch seconds)
 */
export function claimPlaces(bucket: Bucket): string {
  return claimStanding(
    bucket,
    `w.shard = $2 and w.locks = $3 and (w.due_at, w.id) > ($4::timestamptz, $5::bigint)
    and (w.version_id, w.node) in (select * from unnest($6::int[], $7::smallint[])) and not ${moveIsPutOff("$8")}
  order by w.due_at, w.id`,
  );
}

/** Those whom a pause has set aside and whose time was up by then. $1 how many, $2 versions, $3 then (epoch seconds) */
export const CLAIM_HELD = claimStanding(
  "waiting_rest",
  "w.version_id = any($2::int[]) and w.due_at = 'infinity' and w.held_due_at is not null and w.held_due_at <= to_timestamp($3::float8)",
);

/**
 * Where such people stand: $1 versions, $2 nodes, $3 now (epoch seconds). One row for each shard and way to claim, with how many of them may be
 * moved now: `ready` is 0 where the moves of all are put off.
 */
export function findPlaces(buckets: readonly Bucket[]): string {
  return buckets
    .map(
      (
        bucket,
      ) => `select '${bucket}' as bucket, w.shard, w.locks, count(*) filter (where not ${moveIsPutOff("$3")})::int as ready from ${bucket} w
        where (w.version_id, w.node) in (select * from unnest($1::int[], $2::smallint[])) group by 2, 3`,
    )
    .join("\nunion all\n");
}

/** Which of these buckets have somebody due in the shard. $1 shard, $2 now (epoch seconds). */
export function bucketsWithDue(buckets: readonly Bucket[]): string {
  return buckets
    .map(
      (bucket) => `select '${bucket}' as bucket where exists (select from ${bucket} w
        where w.shard = $1 and w.locks in (true, false) and w.due_at <= to_timestamp($2::float8))`,
    )
    .join("\nunion all\n");
}

/** When the next person of a shard is due ($1 shard), looking at the given buckets; epoch ms, null when nobody is. */
export function nextDue(buckets: readonly Bucket[]): string {
  const probes = buckets.flatMap((bucket) =>
    [true, false].map(
      (locks) =>
        `(select w.due_at from ${bucket} w where w.shard = $1 and w.locks = ${locks} order by w.due_at limit 1)`,
    ),
  );
  return `select ${MS("min(due_at)")} as due_at from (${probes.join("\nunion all\n")}) as first`;
}

/**
 * Opens a claiming transaction in one round trip. Generic plans over the indexes: the planner would otherwise choose scans for
 * arrays of a thousand and ruin the statements as tables grow. A worker that stops in the middle (suspended, unreachable) loses its people
 * after IDLE_MAX, and its late commit then fails.
 */
export const BEGIN_WALK = `begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_bitmapscan = off;
set local synchronous_commit = on; set local idle_in_transaction_session_timeout = '30s'`;
