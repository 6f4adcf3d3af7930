import type pg from "pg";
import type { ClaimedRow } from "@/lib/db/claim.sql";
import { COUNT_FAILURES, FORGET_FAILURES, PUT_BACK } from "@/lib/db/step-failures.sql";
import type { Instant } from "@/lib/journey/facts";
import { claimedColumns } from "./claimed-columns";
import { failRun } from "./fail-run";
import { personsTime } from "./persons-time";
import type { Walked } from "./walked";

/** A step that fails so often in a row is not tried again (RELIABILITY promise 19). */
export const FAILURES_MAX = 8;
/** Seconds; then 10, 20 … 320: a little over ten minutes until somebody is set aside. */
const FIRST_DELAY_SECONDS = 5;

export type Failure = { row: ClaimedRow; node: number; error: string; at: Instant };

/**
 * Counts failures of people whom the transaction holds: of their walks, or of their moves to another version. When each is to be tried again, by
 * run; whoever is not in it has failed too often.
 */
export async function countFailures(
  client: pg.ClientBase,
  failed: readonly Failure[],
  what: "walk" | "move" = "walk",
): Promise<Map<string, Instant>> {
  const { rows } = await client.query<{ id: string; failures: number; next_at: number }>(COUNT_FAILURES, [
    failed.map(({ row }) => row.id),
    failed.map(({ row }) => row.workspace_id),
    failed.map(({ row }) => row.version_id),
    failed.map(({ node }) => node),
    failed.map(({ row }) => row.visit),
    failed.map(({ error }) => error.slice(0, 2_000)),
    failed.map(({ at }) => at / 1_000),
    FIRST_DELAY_SECONDS,
    what === "move",
  ]);
  const again = rows.filter(({ failures }) => failures < FAILURES_MAX);
  const over = rows.filter(({ failures }) => failures >= FAILURES_MAX);
  if (over.length > 0) await client.query(FORGET_FAILURES, [over.map(({ id }) => id)]);
  return new Map(again.map(({ id, next_at }) => [id, next_at]));
}

/**
 * Of a batch's walks those whose step threw are put back to where they stood, to be tried again later; whoever has failed too often
 * stays among the walks that are given back, to be quarantined with the batch.
 */
export async function putOffFailed(client: pg.ClientBase, shard: number, all: readonly Walked[]): Promise<Walked[]> {
  const failed = all.filter(({ error }) => error !== undefined);
  if (failed.length === 0) return [...all];
  const again = await countFailures(
    client,
    failed.map(({ row, version, walk, error = "", now }) => ({
      row,
      node: walk.kind === "ends" ? version.compiled.indexOf(walk.node) : row.node,
      error,
      at: now,
    })),
  );
  await putBack(
    client,
    shard,
    failed.map(({ row }) => row).filter(({ id }) => again.has(id)),
    again,
  );
  return all.filter(({ row }) => !again.has(row.id));
}

async function putBack(
  client: pg.ClientBase,
  shard: number,
  rows: readonly ClaimedRow[],
  again: ReadonlyMap<string, Instant>,
): Promise<void> {
  if (rows.length === 0) return;
  const againAt = rows.map((r) => (again.get(r.id) ?? 0) / 1_000);
  await client.query(PUT_BACK, [shard, ...claimedColumns(rows), againAt]);
}

/**
 * The same for claimed people whose version this worker cannot read: a worker of another release may, and everybody else of the shard goes
 * on. `errors`: by version.
 */
export async function putOffUnreadable(
  client: pg.ClientBase,
  shard: number,
  rows: readonly ClaimedRow[],
  clock: Instant,
  errors: ReadonlyMap<number, string>,
): Promise<void> {
  if (rows.length === 0) return;
  const failed = rows.map((row) => ({
    row,
    node: row.node,
    error: errors.get(row.version_id) ?? "",
    at: personsTime(shard, row, clock),
  }));
  const again = await countFailures(client, failed);
  await putBack(client, shard, rows, new Map(rows.map(({ id }) => [id, again.get(id) ?? clock])));
  for (const { row, error, at } of failed) if (!again.has(row.id)) await failRun(client, shard, row, at, error);
}
