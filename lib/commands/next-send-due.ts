import { pool } from "@/lib/db/pool";
import type { Instant } from "@/lib/journey/facts";

/** When the next queued send of a shard may be performed, on the shard's clock; undefined: none is queued. */
export async function nextSendDue(shard: number): Promise<Instant | undefined> {
  const { rows } = await pool().query<{ due_at: Date }>(
    "select due_at from sends where shard = $1 and status = 'queued' order by due_at limit 1",
    [shard],
  );
  return rows[0]?.due_at.getTime();
}
