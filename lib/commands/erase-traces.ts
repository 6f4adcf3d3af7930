import type pg from "pg";
import { ERASE_ROWS, ERASE_RUNS, ERASE_SCORES, ERASE_WAITING } from "@/lib/db/erase.sql";
import type { Instant } from "@/lib/journey/facts";

/** Whose traces: `now` on the workspace's clock, `shard` of their waiting rows. */
export type TracesOf = { workspaceId: number; subscriberId: string; now: Instant; shard: number };

/** Everything that rows of other tables hold of a person by their number, inside the caller's transaction. May run again without harm. */
export async function eraseTraces(
  client: pg.ClientBase,
  { workspaceId, subscriberId, now, shard }: TracesOf,
): Promise<void> {
  await client.query(ERASE_WAITING, [subscriberId, now, shard]);
  for (const statement of ERASE_ROWS) await client.query(statement, [subscriberId]);
  await client.query(ERASE_SCORES, [workspaceId, subscriberId]);
  await client.query(ERASE_RUNS, [subscriberId, now]);
}
