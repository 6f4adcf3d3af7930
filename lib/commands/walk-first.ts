import { setTimeout as sleep } from "node:timers/promises";
import { bucketsUpTo, listBuckets } from "@/lib/db/buckets";
import { bucketsWithDue } from "@/lib/db/claim.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { sandboxShard } from "@/lib/db/shard";
import { walkShard } from "./walk-shard";

const WAIT_MAX_MS = 5_000;
const LOOK_EVERY_MS = 10;

/**
 * In a sandbox whose clock has jumped, everything that was due before a moment comes before what the moment itself sets off: whoever has left
 * a journey by then may enter it again. So people are walked here first, and those whom another drain has in hand are waited for.
 */
export async function walkFirst(workspaceId: number): Promise<void> {
  const shard = sandboxShard(workspaceId);
  const until = performance.now() + WAIT_MAX_MS;
  for (;;) {
    await walkShard(shard);
    const now = await readClock(pool(), workspaceId);
    const buckets = bucketsUpTo(await listBuckets(pool()), now);
    const { rows } = await pool().query(bucketsWithDue(buckets), [shard, now / 1_000]);
    if (rows.length === 0 || performance.now() >= until) return;
    await sleep(LOOK_EVERY_MS);
  }
}
