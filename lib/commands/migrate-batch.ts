import type pg from "pg";
import type { Bucket } from "@/lib/db/buckets";
import { BEGIN_WALK, type ClaimedRow, claimedRow, claimPlaces, type PlacedClaim } from "@/lib/db/claim.sql";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { readClock } from "@/lib/db/read-clock";
import { isSandboxShard } from "@/lib/db/shard";
import { COUNT_MIGRATED, END_MIGRATION, HOLD_MIGRATION, REPOINT_RUNS } from "@/lib/db/version-migrations.sql";
import type { MigrationRule } from "@/lib/engine/migration-rules";
import { leftDryRun } from "@/lib/journey/dry-run";
import type { Instant } from "@/lib/journey/facts";
import { faultPoint } from "@/lib/queue/fault-point";
import { archivedWalk } from "./archived-walk";
import { commitWalks, type WalkHints } from "./commit-walks";
import { leaveDryRun } from "./leave-dry-run";
import { finishMove, startMove } from "./move-person";
import type { FailedMove } from "./put-off-moves";
import { readWalkContexts } from "./read-walk-contexts";
import { BatchRefused, SKEW_MAX_MS } from "./walk-batch";
import { walkPrepared } from "./walk-people";
import type { Walked } from "./walked";
import { withoutWrites } from "./without-writes";

/** Steps of the new version threw for some of a batch, and nothing of it is written: done again without them it goes on. */
export class MovesFailed extends Error {
  readonly failed: readonly FailedMove[];

  constructor(failed: readonly FailedMove[]) {
    super(failed[0]?.error);
    this.name = "MovesFailed";
    this.failed = failed;
  }
}

/** A row of version_migrations that is to be carried out. */
export type Migration = {
  id: number;
  workspace_id: number;
  journey_id: string;
  to_version_id: number;
  rules: MigrationRule[];
};

/** Where a claim goes on: behind this person of one bucket, shard and way to claim. */
export type Cursor = { bucket: Bucket; shard: number; locks: boolean; due_at: string; id: string };

export type MigratedBatch =
  /** the journey is paused (the rest follows when it goes on), or the migration is over */
  { kind: "held" | "over" } | { kind: "claimed"; claimed: number; last: Cursor; hints: WalkHints };

const NOBODY: WalkHints = { sends: 0, shards: new Set(), segments: false };

async function claim(
  client: pg.ClientBase,
  { rules }: Migration,
  at: Cursor,
  clock: Instant,
  limit: number,
): Promise<PlacedClaim[]> {
  const versions = rules.map((rule) => rule.version_id);
  const nodes = rules.map((rule) => rule.node);
  const values = [limit, at.shard, at.locks, at.due_at, at.id, versions, nodes, clock / 1_000];
  const name = `claim-places-${at.bucket}`;
  return (await client.query<PlacedClaim>({ name, text: claimPlaces(at.bucket), values })).rows;
}

async function walkAcross(
  client: pg.ClientBase,
  { rules, to_version_id }: Migration,
  shard: number,
  rows: readonly ClaimedRow[],
  clock: Instant,
): Promise<Walked[]> {
  const contexts = await readWalkContexts(client, [...rows.map((r) => r.version_id), to_version_id]);
  const target = contexts.get(to_version_id);
  if (!target) return [];
  const ruleOf = new Map(rules.map((rule) => [`${rule.version_id} ${rule.node}`, rule]));
  const leaving: Walked[] = [];
  const movers = rows.flatMap((row) => {
    const from = contexts.get(row.version_id);
    const rule = ruleOf.get(`${row.version_id} ${row.node}`);
    if (!from || !rule || row.run?.state !== "active") return [];
    if (leftDryRun(from, row.run.entered_at)) {
      const left = leaveDryRun(shard, row, from, clock);
      if (left) leaving.push(left);
      return [];
    }
    if (rule.action === "move") return startMove(shard, row, rule, from, target, clock) ?? [];
    const left = archivedWalk(shard, row, from, clock, "left_at_publish");
    if (left) leaving.push(left);
    return [];
  });
  const moverOf = new Map(movers.map((mover) => [mover.before.id, mover]));
  const walked = await walkPrepared(
    client,
    movers.map(({ walking }) => walking),
  );
  const failed = walked.flatMap(({ row, error }) => {
    const mover = moverOf.get(row.id);
    return mover && error !== undefined ? [{ row: mover.before, error }] : [];
  });
  if (failed.length > 0) throw new MovesFailed(failed);
  const moved = walked.flatMap((one) => {
    const mover = moverOf.get(one.row.id);
    if (!mover) return [];
    const finished = finishMove(mover, one);
    return [target.dry_run ? withoutWrites(finished) : finished];
  });
  return [...moved, ...leaving];
}

async function carryOut(client: pg.ClientBase, migration: Migration, at: Cursor, limit: number) {
  const { rows: held } = await client.query<{ state: string; status: string }>(HOLD_MIGRATION, [migration.id]);
  if (held[0]?.state !== "running") return { kind: "over" } as const;
  if (held[0].status === "archived") {
    await client.query(END_MIGRATION, [migration.id, "superseded"]);
    return { kind: "over" } as const;
  }
  if (held[0].status === "paused") return { kind: "held" } as const;
  const clock = await readClock(client, migration.workspace_id);
  const claimed = await claim(client, migration, at, clock, limit);
  const last = claimed.at(-1);
  if (!last) return { kind: "claimed", people: [], last: at, hints: NOBODY } as const;
  const people = claimed.map(claimedRow);
  try {
    const ids = people.map((r) => r.id);
    await client.query(FORGET_LISTENING, [ids]);
    const walked = await walkAcross(client, migration, at.shard, people, clock);
    const latest = isSandboxShard(at.shard) ? Number.POSITIVE_INFINITY : clock + SKEW_MAX_MS;
    const hints = await commitWalks(client, walked, latest);
    const moved = walked.filter(({ version }) => version.id === migration.to_version_id).map(({ row }) => row.id);
    await client.query(REPOINT_RUNS, [migration.to_version_id, moved]);
    await client.query(COUNT_MIGRATED, [migration.id, moved.length, walked.length - moved.length]);
    return { kind: "claimed", people, last: { ...at, due_at: last.stands_at, id: last.id }, hints } as const;
  } catch (error) {
    throw error instanceof MovesFailed ? error : new BatchRefused(error, people);
  }
}

/**
 * Moves or lets go up to `limit` people of one bucket and shard, in one transaction under the same locks as a walk: everything of it
 * happens or nothing. Whoever a walk or an event holds at this moment is left for the next pass. Two of these at once never get the same
 * person. Rejects with MovesFailed when a step throws, and with BatchRefused when somebody's data is refused, so that the caller can try without
 * them, or fewer.
 */
export async function migrateBatch(
  client: pg.ClientBase,
  migration: Migration,
  at: Cursor,
  limit: number,
): Promise<MigratedBatch> {
  await client.query(BEGIN_WALK);
  try {
    const done = await carryOut(client, migration, at, limit);
    faultPoint("before_commit");
    await client.query("commit");
    if (done.kind !== "claimed") return done;
    return { kind: "claimed", claimed: done.people.length, last: done.last, hints: done.hints };
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
