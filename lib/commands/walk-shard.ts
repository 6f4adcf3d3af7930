import { type Bucket, bucketsUpTo, forgetBuckets, listBuckets } from "@/lib/db/buckets";
import { bucketsWithDue, type ClaimedRow, nextDue } from "@/lib/db/claim.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { realNow } from "@/lib/db/real-now";
import { sqlState } from "@/lib/db/run-transaction";
import { isSandboxShard, workspaceOfShard } from "@/lib/db/shard";
import type { Instant } from "@/lib/journey/facts";
import { hintDeliver, hintSegments, hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { isFaultOfRow } from "./claim-apart";
import { isInLedger } from "./commit-walks";
import { placeOfRefusal } from "./describe-refusal";
import { personsTime } from "./persons-time";
import { putOffRefused } from "./put-off-refused";
import { BatchRefused, type BatchRequest, type BatchResult, TRY_AGAIN, walkBatch } from "./walk-batch";

export type DrainOptions = {
  /** people a transaction */
  batchSize?: number;
  /** gives the shard back to the queue after this long; default: never */
  budgetMs?: number;
  /** finish the batch in hand and claim no more */
  signal?: AbortSignal;
};

export type Drained = {
  walked: number;
  /** false: stopped by budget or signal with people still due */
  settled: boolean;
  /** when the next person of the shard is due, on its own clock; undefined: nobody, as far as the next bucket */
  nextDue: Instant | undefined;
};

export const BATCH_SIZE = 1_000;
/** A claim starts this far below the last one's due time: commits are not exactly in the order of the times they carry. */
const OVERLAP_MS = 2_000;

const TRIES_MAX = 5;

const codeOf = (error: unknown): string => sqlState(error instanceof BatchRefused ? error.cause : error);

async function clockOf(shard: number): Promise<Instant> {
  const workspaceId = workspaceOfShard(shard);
  return workspaceId === undefined ? realNow() : readClock(pool(), workspaceId);
}

async function dueBuckets(shard: number, now: Instant): Promise<Bucket[]> {
  const candidates = bucketsUpTo(await listBuckets(pool()), now);
  const { rows } = await pool().query<{ bucket: Bucket }>(bucketsWithDue(candidates), [shard, now / 1_000]);
  return rows.map((r) => r.bucket);
}

/** One batch on a connection of its own; a lost race is tried again, a broken connection is thrown away. */
async function attempt(request: BatchRequest): Promise<BatchResult> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool().connect();
    try {
      const result = await walkBatch(client, request);
      client.release();
      return result;
    } catch (error) {
      client.release(codeOf(error) === "");
      if (!TRY_AGAIN.has(codeOf(error)) || tries === TRIES_MAX) throw error;
      if (codeOf(error) === "42P01") forgetBuckets();
    }
  }
}

const nobody = (request: BatchRequest): BatchResult => ({
  claimed: 0,
  lastDue: request.watermark,
  sends: 0,
  shards: new Set(),
  segments: false,
});

/**
 * A batch that fails because of somebody's data is done again with half the people, and so on; the one who is left alone with the
 * error is put off (in the end quarantined) and everybody else goes on. Whoever is tried again after that is walked alone as soon as a batch
 * with them fails, so that nobody is halved twice for the same person. Gives back the size to go on with.
 */
async function walkSome(asked: BatchRequest): Promise<BatchResult & { size: number }> {
  let request = asked;
  let limit = request.limit;
  for (;;) {
    try {
      return { ...(await attempt({ ...request, limit })), size: limit };
    } catch (error) {
      if (!(error instanceof BatchRefused) || !isFaultOfRow(error.cause)) throw error;
      if (isInLedger(error.cause) && request.ledger === undefined) {
        request = { ...request, ledger: "looked_at" };
        continue;
      }
      const [person, ...others] = error.people;
      if (!person) throw error;
      if (others.length === 0) return { ...(await setAside(request, person, error)), size: limit };
      const suspects = error.people.filter(({ suspect }) => suspect).length;
      if (suspects > 0) return { ...(await walkSuspects(request, suspects)), size: limit };
      limit = Math.ceil(Math.min(limit, error.people.length) / 2);
    }
  }
}

async function setAside(request: BatchRequest, person: ClaimedRow, error: BatchRefused): Promise<BatchResult> {
  // The error itself may quote somebody's data, and a log must hold none.
  const at = personsTime(request.shard, person, request.now);
  const fate = await putOffRefused(request.shard, person, at, error.message);
  const told = { ...placeOfRefusal(error.cause), enrollment: person.id };
  if (fate !== "gone") log[fate === "quarantined" ? "error" : "warn"](told, `a walk was refused; ${fate}`);
  return { ...nobody(request), claimed: 1 };
}

/** Each of `count` people who have failed before in a transaction of their own. */
async function walkSuspects(request: BatchRequest, count: number): Promise<BatchResult> {
  const sum = nobody(request);
  for (let i = 0; i < count; i += 1) {
    const one = await walkSome({ ...request, who: "suspects", limit: 1 });
    sum.claimed += one.claimed;
    sum.sends += one.sends;
    sum.segments ||= one.segments;
    for (const shard of one.shards) sum.shards.add(shard);
  }
  return sum;
}

function passOn(shard: number, result: BatchResult): void {
  if (result.sends > 0) hintDeliver([shard]);
  const others = [...result.shards].filter((s) => s !== shard);
  if (others.length > 0) hintWalk(others);
  if (result.segments) hintSegments();
}

/** Everybody who is due in one bucket, earliest first, until a claim comes back short. Gives back how many were walked. */
async function drainBucket(
  shard: number,
  bucket: Bucket,
  now: Instant,
  limit: number,
  isOver: () => boolean,
): Promise<number> {
  let walked = 0;
  let watermark: Instant = Number.NEGATIVE_INFINITY;
  let size = limit;
  while (!isOver()) {
    const result = await walkSome({ shard, bucket, watermark, now, limit: size });
    walked += result.claimed;
    passOn(shard, result);
    if (result.claimed < result.size) break;
    size = Math.min(limit, result.size * 2);
    watermark = Math.max(watermark, result.lastDue - OVERLAP_MS);
  }
  return walked;
}

/**
 * One batch of a sandbox, from the first bucket where somebody can be had: what comes of it may be due before anything else is, in a bucket where
 * nobody was. Gives back how many were walked.
 */
async function walkEarliest(shard: number, buckets: readonly Bucket[], now: Instant, limit: number): Promise<number> {
  for (const bucket of buckets) {
    const result = await walkSome({ shard, bucket, watermark: Number.NEGATIVE_INFINITY, now, limit });
    passOn(shard, result);
    if (result.claimed > 0) return result.claimed;
  }
  return 0;
}

async function findNextDue(shard: number, now: Instant): Promise<Instant | undefined> {
  const all = await listBuckets(pool());
  const tomorrow = bucketsUpTo(all, now + 86_400_000);
  const { rows } = await pool().query<{ due_at: number | null }>(nextDue(tomorrow), [shard]);
  const due = rows[0]?.due_at ?? undefined;
  return due === Number.POSITIVE_INFINITY ? undefined : due;
}

/**
 * Walks everybody of a shard who is due, batch by batch, also those who become due meanwhile, until nobody is, the budget is
 * used up or the signal says stop. Any number of drains of one shard may run at once: row locks keep them apart. Rejects when the
 * database does; what was committed until then stays.
 */
export async function walkShard(shard: number, options: DrainOptions = {}): Promise<Drained> {
  const { batchSize = BATCH_SIZE, budgetMs = Number.POSITIVE_INFINITY, signal } = options;
  const until = performance.now() + budgetMs;
  const isOver = () => signal?.aborted === true || performance.now() >= until;
  let walked = 0;
  while (!isOver()) {
    const now = await clockOf(shard);
    const buckets = await dueBuckets(shard, now);
    let found = 0;
    if (isSandboxShard(shard)) found = await walkEarliest(shard, buckets, now, batchSize);
    else for (const bucket of buckets) if (!isOver()) found += await drainBucket(shard, bucket, now, batchSize, isOver);
    walked += found;
    // Due, yet not to be had: others hold them (another drain, an event being stored) and see to them or hint again.
    if (found === 0) return { walked, settled: true, nextDue: await findNextDue(shard, now) };
  }
  return { walked, settled: false, nextDue: undefined };
}
