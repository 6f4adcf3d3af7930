import { setTimeout as sleep } from "node:timers/promises";
import { forgetBuckets, listBuckets } from "@/lib/db/buckets";
import { findPlaces } from "@/lib/db/claim.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { sqlState } from "@/lib/db/run-transaction";
import { END_MIGRATION, RUNNING_MIGRATIONS } from "@/lib/db/version-migrations.sql";
import { hintDeliver, hintSegments, hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { isFaultOfRow } from "./claim-apart";
import { placeOfRefusal } from "./describe-refusal";
import { Failures } from "./failures";
import { type Cursor, type MigratedBatch, type Migration, MovesFailed, migrateBatch } from "./migrate-batch";
import { putOffMoves } from "./put-off-moves";
import { unparkPeople } from "./unpark-people";
import { BatchRefused, TRY_AGAIN } from "./walk-batch";
import { BATCH_SIZE } from "./walk-shard";

export type MigrateOptions = { batchSize?: number; budgetMs?: number; signal?: AbortSignal };

/** `ready`: how many there may be moved now */
type Place = Pick<Cursor, "bucket" | "shard" | "locks"> & { ready: number };

/** A pass that got nobody although somebody stands there: others hold them for a moment. */
const LOOK_AGAIN_MS = 20;
const LOOKS_MAX = 100;
const TRIES_MAX = 5;

const codeOf = (error: unknown) => sqlState(error instanceof BatchRefused ? error.cause : error);

async function placesOf({ rules, workspace_id }: Migration): Promise<Place[]> {
  const buckets = await listBuckets(pool());
  const now = await readClock(pool(), workspace_id);
  const values = [rules.map((r) => r.version_id), rules.map((r) => r.node), now / 1_000];
  return (await pool().query<Place>(findPlaces(buckets), values)).rows;
}

/** One batch on a connection of its own; a lost race is tried again. */
async function attempt(migration: Migration, at: Cursor, limit: number): Promise<MigratedBatch> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool().connect();
    try {
      const batch = await migrateBatch(client, migration, at, limit);
      client.release();
      return batch;
    } catch (error) {
      client.release(codeOf(error) === "");
      if (!TRY_AGAIN.has(codeOf(error)) || tries === TRIES_MAX) throw error;
      if (codeOf(error) === "42P01") forgetBuckets();
    }
  }
}

/**
 * A batch in which somebody cannot be moved is done again without them, or with half the people until the database refuses one alone; they are
 * tried again later and in the end quarantined.
 */
async function batchOf(migration: Migration, at: Cursor, limit: number): Promise<MigratedBatch> {
  for (let size = limit; ; ) {
    try {
      return await attempt(migration, at, size);
    } catch (error) {
      if (error instanceof MovesFailed) {
        log.warn({ people: error.failed.length }, "a step failed for people who were to be moved; put off");
        await putOffMoves(at.shard, error.failed);
        continue;
      }
      if (!(error instanceof BatchRefused) || !isFaultOfRow(error.cause)) throw error;
      const [row, ...others] = error.people;
      if (!row) throw error;
      if (others.length > 0) size = Math.ceil(error.people.length / 2);
      else {
        log.warn({ ...placeOfRefusal(error.cause), enrollment: row.id }, "a person's move was refused; put off");
        await putOffMoves(at.shard, [{ row, error: error.message }]);
      }
    }
  }
}

function passOn({ hints }: Extract<MigratedBatch, { kind: "claimed" }>, shard: number): void {
  if (hints.sends > 0) hintDeliver([shard]);
  hintWalk([shard, ...hints.shards]);
  if (hints.segments) hintSegments();
}

/** One time through everybody who stands in the migration's places. */
async function pass(
  migration: Migration,
  places: readonly Place[],
  batchSize: number,
  isOver: () => boolean,
): Promise<{ claimed: number; stopped: boolean }> {
  let claimed = 0;
  for (const place of places) {
    const { bucket, shard, locks } = place;
    let at: Cursor = { bucket, shard, locks, due_at: "-infinity", id: "0" };
    for (;;) {
      if (isOver()) return { claimed, stopped: true };
      const batch = await batchOf(migration, at, batchSize);
      if (batch.kind !== "claimed") return { claimed, stopped: true };
      if (batch.claimed === 0) break;
      claimed += batch.claimed;
      at = batch.last;
      passOn(batch, place.shard);
    }
  }
  return { claimed, stopped: false };
}

async function end(migration: Migration): Promise<void> {
  await pool().query(END_MIGRATION, [migration.id, "done"]);
  // Publishing a paused journey with a migration keeps people set aside until they stand where they belong.
  hintWalk(await unparkPeople(pool(), migration.workspace_id, migration.journey_id));
}

async function migrate(migration: Migration, batchSize: number, isOver: () => boolean): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX && !isOver(); ) {
    const places = await placesOf(migration);
    if (places.length === 0) return end(migration);
    const ready = places.filter((place) => place.ready > 0);
    // Those who are left have failed; the sweep looks for them again.
    if (ready.length === 0) return;
    const { claimed, stopped } = await pass(migration, ready, batchSize, isOver);
    if (stopped) return;
    looks = claimed > 0 ? 0 : looks + 1;
    if (claimed === 0) await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * Carries out every migration that is to be carried out, until its places are empty, the budget is used up, or its journey is paused. Any
 * number of these may run at once, and any of them may die: what is left is found again in the tables. One that fails keeps no other waiting: its
 * failure is thrown in the end. Gives back how many migrations are unfinished.
 */
export async function migratePeople(options: MigrateOptions = {}): Promise<number> {
  const { batchSize = BATCH_SIZE, budgetMs = Number.POSITIVE_INFINITY, signal } = options;
  const until = performance.now() + budgetMs;
  const isOver = () => signal?.aborted === true || performance.now() >= until;
  const { rows } = await pool().query<Migration>(RUNNING_MIGRATIONS);
  const failures = new Failures<Migration["id"]>();
  for (const migration of rows) await failures.attempt(migration.id, () => migrate(migration, batchSize, isOver));
  failures.throwFirst();
  return (await pool().query(RUNNING_MIGRATIONS)).rowCount ?? 0;
}
