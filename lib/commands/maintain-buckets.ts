import { ensureBuckets, forgetBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { sqlState } from "@/lib/db/run-transaction";
import type { Instant } from "@/lib/journey/facts";
import { log } from "@/lib/queue/log";

const DAY_MS = 86_400_000;
/** Buckets are made this far ahead; who waits longer stands in the rest until their day's bucket is made. */
const BUCKETS_AHEAD_MS = 45 * DAY_MS;
const LOCK_NOT_AVAILABLE = "55P03";

/** How far the sandbox furthest behind is behind real time, as an offset. */
async function furthestBehind(): Promise<number> {
  const { rows } = await pool().query<{ offset_ms: string }>(
    "select least(0, min(clock_offset_ms)) as offset_ms from workspaces where mode = 'sandbox'",
  );
  return Number(rows[0]?.offset_ms ?? 0);
}

/**
 * Daily buckets of `waiting` and `events` from yesterday to 45 days ahead; drops those of `waiting` that are empty and over for everybody since a
 * day. Sandboxes whose clocks have gone beyond stand in the rest: buckets for every place in time would be many for all. `now` is real time.
 * A table that somebody reads for long (a backup) is not waited for; the next run makes what is missing.
 */
export async function maintainBuckets(now: Instant): Promise<{ made: number; dropped: string[] }> {
  const made = await ensureBuckets(pool(), now - DAY_MS, now + BUCKETS_AHEAD_MS).catch((error: unknown) => {
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
    log.warn("no buckets were made: somebody reads the tables for long; the next run tries again");
    return 0;
  });
  const { rows } = await pool().query<{ dropped: string[] }>("select drop_empty_buckets(to_timestamp($1)) as dropped", [
    (now + (await furthestBehind()) - DAY_MS) / 1_000,
  ]);
  const dropped = rows[0]?.dropped ?? [];
  if (dropped.length > 0) forgetBuckets();
  return { made, dropped };
}
