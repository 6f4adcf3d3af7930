import { pool } from "@/lib/db/pool";
import { workspaceOfShard } from "@/lib/db/shard";

/** How far a shard's clock is ahead of real time, ms: 0 for live shards and for a sandbox that is gone. */
export async function readShardOffset(shard: number): Promise<number> {
  const workspaceId = workspaceOfShard(shard);
  if (workspaceId === undefined) return 0;
  const { rows } = await pool().query<{ clock_offset_ms: string }>(
    "select clock_offset_ms from workspaces where id = $1 and mode = 'sandbox'",
    [workspaceId],
  );
  return Number(rows[0]?.clock_offset_ms ?? 0);
}
