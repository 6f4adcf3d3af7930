import type { RunData, SubscriberFacts, TriggerFact } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import type { Bucket } from "./buckets";

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
  /** null: the run is gone (erased); the row is dropped */
  run: { state: string; entered_at: number; entry_key: string; trigger: TriggerFact; run: RunData } | null;
  /** null: the person is gone (erased) */
  person: (Omit<SubscriberFacts, "id"> & { written_at: Record<string, number> }) | null;
};

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const PERSON = `json_build_object('external_id', s.external_id, 'email', s.email, 'phone', s.phone,
  'first_name', s.first_name, 'last_name', s.last_name, 'timezone', s.timezone, 'locale', s.locale,
  'lifecycle_stage', s.lifecycle_stage, 'attributes', s.attributes, 'tags', s.tags, 'created_at', ${MS("s.created_at")},
  'written_at', s.written_at)`;
const RUN = `json_build_object('state', e.state, 'entered_at', ${MS("e.entered_at")}, 'entry_key', e.entry_key,
  'trigger', e.trigger, 'run', e.run)`;

const WAITING = `c.id, c.workspace_id, c.version_id, c.subscriber_id, c.node, c.visit, c.locks,
  ${MS("c.arrived_at")} as arrived_at, ${MS("c.due_at")} as due_at, c.wake`;

const DUE = `w.shard = $1 and w.due_at >= to_timestamp($2::float8) and w.due_at <= to_timestamp($3::float8)`;

/**
 * Claims people of one shard and one bucket whose versions neither listen nor write to the person: takes their waiting rows
 * out, held by this transaction alone. The transaction is the lease: if it does not commit, nothing has happened.
 * $1 shard, $2 watermark, $3 now (epoch seconds), $4 how many. The upper bound keeps a claim from taking back what it has just put ahead.
 */
export function claimFree(bucket: Bucket): string {
  return `
with c as materialized (
  select w.ctid as place, w.* from ${bucket} w
  where ${DUE} and w.locks = false
  order by w.due_at limit $4
  for update skip locked
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, case when e.id is not null then ${RUN} end as run, case when s.id is not null then ${PERSON} end as person
from c left join enrollments e on e.id = c.id left join subscribers s on s.id = c.subscriber_id`;
}

/**
 * The same for people whose versions wait for events, have goals, or write to the person: takes the person's row lock too, or leaves
 * them alone while somebody else has it. Never waits for a lock, so it cannot deadlock with ingestion, which takes people's
 * locks first and waiting rows after. The person is read from the locked row itself, never from the statement's snapshot.
 */
export function claimLocking(bucket: Bucket): string {
  return `
with c as materialized (
  select w.ctid as place, w.*, ${PERSON} as person from ${bucket} w
  join subscribers s on s.id = w.subscriber_id
  where ${DUE} and w.locks = true
  order by w.due_at limit $4
  for update of w skip locked for no key update of s skip locked
), gone as (
  delete from ${bucket} w using c where w.ctid = c.place
)
select ${WAITING}, case when e.id is not null then ${RUN} end as run, c.person
from c left join enrollments e on e.id = c.id`;
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
