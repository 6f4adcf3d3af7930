import type pg from "pg";
import type { Bucket } from "@/lib/db/buckets";
import {
  BEGIN_WALK,
  type ClaimedRow,
  type ClaimWho,
  claimedRow,
  claimFree,
  claimLocking,
  claimTurns,
  type FlatClaim,
} from "@/lib/db/claim.sql";
import { claimTypes } from "@/lib/db/claim-types";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { isSandboxShard } from "@/lib/db/shard";
import { leftDryRun } from "@/lib/journey/dry-run";
import type { Instant } from "@/lib/journey/facts";
import { faultPoint } from "@/lib/queue/fault-point";
import { log } from "@/lib/queue/log";
import { archivedWalk } from "./archived-walk";
import { commitWalks, type WalkHints } from "./commit-walks";
import { describeRefusal } from "./describe-refusal";
import { leaveDryRun } from "./leave-dry-run";
import { holdPaused, parkPeople } from "./park-people";
import { putOffFailed, putOffUnreadable } from "./put-off-failed";
import { readWalkContexts, type WalkContext } from "./read-walk-contexts";
import { walkPeople } from "./walk-people";
import { hasParentLeft } from "./walked";
import { withoutWrites } from "./without-writes";

export type BatchRequest = {
  shard: number;
  bucket: Bucket;
  /** nobody due before this is looked for; epoch ms */
  watermark: Instant;
  /** the shard's clock */
  now: Instant;
  limit: number;
  /** "suspects": only people whose walk has failed before; default: everybody */
  who?: ClaimWho;
  /** "looked_at": some of the sends may be in the ledger already; default: a batch with such a send is refused */
  ledger?: "looked_at";
};

export type BatchResult = WalkHints & {
  claimed: number;
  /** due_at of the last claimed person; epoch ms */
  lastDue: Instant;
};

/** A batch that could not be walked or committed, and who was in it. The message is for authors; `cause` is what went wrong. */
export class BatchRefused extends Error {
  readonly people: readonly ClaimedRow[];

  constructor(cause: unknown, people: readonly ClaimedRow[]) {
    super(describeRefusal(cause), { cause });
    this.name = "BatchRefused";
    this.people = people;
  }
}

/** Errors of the data in a statement, not of the database's state: done again they come again. */
export const POISON = /^(22|23|54)/;
/** Lost a lock race, or a bucket came or went: simply do it again. */
export const TRY_AGAIN = new Set(["40P01", "40001", "42P01", "55P03"]);

/** Ingestion's clock may be this much ahead of ours. */
export const SKEW_MAX_MS = 3_600_000;

async function claim(client: pg.ClientBase, request: BatchRequest): Promise<ClaimedRow[]> {
  const { shard, bucket, watermark, now, limit, who = "all" } = request;
  const claimWith = async (kind: "free" | "locking" | "turns", text: string, count: number) => {
    const values = [shard, watermark / 1_000, now / 1_000, count];
    const { rows } = await client.query<FlatClaim>({
      name: `claim-${kind}-${who}-${bucket}`,
      text,
      values,
      types: claimTypes,
    });
    return rows.map(claimedRow);
  };
  if (isSandboxShard(shard)) {
    const turns = await claimWith("turns", claimTurns(bucket, who), limit);
    // Whose person is gone has no turn to wait for.
    return turns.length > 0 ? turns : claimWith("free", claimFree(bucket, who), limit);
  }
  const free = await claimWith("free", claimFree(bucket, who), limit);
  if (free.length >= limit) return free;
  return [...free, ...(await claimWith("locking", claimLocking(bucket, who), limit - free.length))];
}

type Sorted = {
  walking: ClaimedRow[];
  parked: ClaimedRow[];
  archived: ClaimedRow[];
  leaving: ClaimedRow[];
  gone: ClaimedRow[];
  unreadable: ClaimedRow[];
};

/**
 * Who walks on (also to the end, because the parent has left), who is held back by a pause, whose journey or dry run is over, whose run, person or version is no more, and whose version
 * this worker does not understand.
 */
async function sort(
  client: pg.ClientBase,
  rows: readonly ClaimedRow[],
  contexts: ReadonlyMap<number, WalkContext>,
  unreadable: ReadonlyMap<number, unknown>,
): Promise<Sorted> {
  const sorted: Sorted = { walking: [], parked: [], archived: [], leaving: [], gone: [], unreadable: [] };
  const paused = [...contexts.values()].filter((c) => c.status === "paused").map((c) => c.version.id);
  const held = paused.length > 0 ? await holdPaused(client, paused) : new Set<number>();
  for (const row of rows) {
    const context = contexts.get(row.version_id);
    if (unreadable.has(row.version_id) && row.run?.state === "active" && row.person) sorted.unreadable.push(row);
    else if (!context || !row.run || !row.person || row.run.state !== "active") sorted.gone.push(row);
    else if (context.status === "archived") sorted.archived.push(row);
    else if (leftDryRun(context, row.run.entered_at)) sorted.leaving.push(row);
    else if (held.has(row.version_id) && !hasParentLeft(row)) sorted.parked.push(row);
    else sorted.walking.push(row);
  }
  return sorted;
}

async function walkClaimed(client: pg.ClientBase, request: BatchRequest, rows: ClaimedRow[]): Promise<WalkHints> {
  const { shard, now } = request;
  const unreadable = new Map<number, string>();
  const contexts = await readWalkContexts(
    client,
    rows.map((r) => r.version_id),
    (version, error) => unreadable.set(version, error.message),
  );
  const sorted = await sort(client, rows, contexts, unreadable);
  await putOffUnreadable(client, shard, sorted.unreadable, now, unreadable);
  await parkPeople(client, shard, sorted.parked);
  if (sorted.gone.length > 0) await client.query(FORGET_LISTENING, [sorted.gone.map((r) => r.id)]);
  const archived = sorted.archived.flatMap((row) => archivedWalk(shard, row, contexts.get(row.version_id), now) ?? []);
  const leaving = sorted.leaving.flatMap((row) => leaveDryRun(shard, row, contexts.get(row.version_id), now) ?? []);
  const tried = await walkPeople(client, shard, sorted.walking, contexts, now);
  const walked = (await putOffFailed(client, shard, tried)).map((one) =>
    contexts.get(one.row.version_id)?.dry_run ? withoutWrites(one) : one,
  );
  faultPoint("after_walk");
  // A sandbox's clock may have been moved since it was read; then any event of it may be ahead of `now`.
  const latest = isSandboxShard(shard) ? Number.POSITIVE_INFINITY : now + SKEW_MAX_MS;
  return commitWalks(client, [...walked, ...archived, ...leaving], latest, request.ledger ?? "expected_new");
}

/**
 * One batch: claims due people of one shard and bucket, walks them in memory, commits all of it in one transaction, which is the
 * lease. Rejects with BatchRefused, nothing written, when a statement fails; the caller decides whether to try fewer people.
 */
export async function walkBatch(client: pg.ClientBase, request: BatchRequest): Promise<BatchResult> {
  let rows: ClaimedRow[] = [];
  try {
    await client.query(BEGIN_WALK);
    rows = await claim(client, request);
    if (rows.length > 0) faultPoint("after_claim");
    const hints = rows.length > 0 ? await walkClaimed(client, request, rows) : undefined;
    if (rows.length > 0) faultPoint("before_commit");
    await client.query("commit");
    if (rows.length > 0) faultPoint("after_commit");
    const lastDue = rows.reduce((last, row) => Math.max(last, row.due_at), request.watermark);
    return { claimed: rows.length, lastDue, ...(hints ?? { sends: 0, shards: new Set(), segments: false }) };
  } catch (error) {
    // A connection that is gone has rolled back already, and cannot be asked to.
    await client.query("rollback").catch((lost: Error) => log.warn({ err: lost }, "a batch lost its connection"));
    throw new BatchRefused(error, rows);
  }
}
