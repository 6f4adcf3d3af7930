import { FIND_LEFT_BEHIND } from "@/lib/db/erase.sql";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import type { Instant } from "@/lib/journey/facts";
import { eraseTraces } from "./erase-traces";

/**
 * Of those who have been due in a shard since before `before` (its clock) whoever is not there any more: something that took longer than an erasure
 * waits has put them back, and nobody would ever walk them. Gives back how many they were.
 */
export async function eraseLeftBehind(shard: number, before: Instant): Promise<number> {
  const { rows } = await pool().query<{ workspace_id: number; subscriber_id: string }>(FIND_LEFT_BEHIND, [
    shard,
    before / 1_000,
  ]);
  for (const { workspace_id: workspaceId, subscriber_id: subscriberId } of rows)
    await runTransaction((client) => eraseTraces(client, { workspaceId, subscriberId, now: before, shard }));
  return rows.length;
}
