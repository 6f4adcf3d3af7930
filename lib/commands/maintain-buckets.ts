import { ensureBuckets, forgetBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import type { Instant } from "@/lib/journey/facts";

const DAY_MS = 86_400_000;
/** Buckets are made this far ahead; who waits longer stands in the rest until their day's bucket is made. */
export const BUCKETS_AHEAD_MS = 45 * DAY_MS;

/** Earliest and latest of the workspaces' clocks and real time, as offsets. */
async function clockSpan(): Promise<{ behindMs: number; aheadMs: number[] }> {
  const { rows } = await pool().query<{ offset_ms: string }>(
    "select distinct clock_offset_ms as offset_ms from workspaces where mode = 'sandbox' and clock_offset_ms <> 0",
  );
  const offsets = rows.map((r) => Number(r.offset_ms));
  return { behindMs: Math.min(0, ...offsets), aheadMs: offsets.filter((o) => o > 0) };
}

/**
 * Daily buckets of `waiting` and `events` from yesterday to 45 days ahead, around real time and around every moved clock; drops those
 * of `waiting` that are empty and over for everybody since a day. `now` is real time.
 */
export async function maintainBuckets(now: Instant): Promise<{ made: number; dropped: string[] }> {
  const { behindMs, aheadMs } = await clockSpan();
  let made = await ensureBuckets(pool(), now - DAY_MS, now + BUCKETS_AHEAD_MS);
  for (const ahead of aheadMs)
    made += await ensureBuckets(pool(), now + ahead - DAY_MS, now + ahead + BUCKETS_AHEAD_MS);
  const { rows } = await pool().query<{ dropped: string[] }>("select drop_empty_buckets(to_timestamp($1)) as dropped", [
    (now + behindMs - DAY_MS) / 1_000,
  ]);
  const dropped = rows[0]?.dropped ?? [];
  if (dropped.length > 0) forgetBuckets();
  return { made, dropped };
}
