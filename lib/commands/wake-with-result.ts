import type pg from "pg";
import { KNOWN_BUCKETS, LOCATE_VISIT, LOCK_PERSON, WAKE_VISIT } from "@/lib/db/webhooks.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";

/** The visit of a run that waits for an answer. `deadline`: when the journey's maximum time ends it, if that is known. */
export type AskingVisit = {
  enrollmentId: string;
  subscriberId: string;
  shard: number;
  visit: number;
  deadline?: Instant | undefined;
};

/** They can be moved between being found and being taken (a pause, its end), and must not miss their answer by it. */
const LOOKS_MAX = 10;

/**
 * Wakes a person with the answer their node waits for, inside the caller's transaction. Answers false when they no longer stand
 * in that visit: they timed out, left or were erased.
 */
export async function wakeWithResult(
  client: pg.PoolClient,
  asking: AskingVisit,
  wake: Extract<Wake, { by: "result" }>,
  now: Instant,
): Promise<boolean> {
  const { shard, enrollmentId, visit, deadline } = asking;
  const until = deadline === undefined ? null : deadline / 1_000;
  await client.query(LOCK_PERSON, [asking.subscriberId]);
  const take = async (buckets: { due_at: string }[]) => {
    const due = buckets.map((bucket) => bucket.due_at);
    const { rowCount } = await client.query(WAKE_VISIT, [shard, due, enrollmentId, visit, JSON.stringify(wake), now]);
    return (rowCount ?? 0) > 0;
  };
  if (await take((await client.query<{ due_at: string }>(KNOWN_BUCKETS, [enrollmentId, until])).rows)) return true;
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const { rows } = await client.query<{ due_at: string }>(LOCATE_VISIT, [shard, enrollmentId, visit]);
    if (rows.length === 0) return false;
    if (await take(rows)) return true;
  }
  throw new Error("somebody who waits for an answer kept moving");
}
