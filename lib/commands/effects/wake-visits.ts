import type pg from "pg";
import { jsonArray, plainArray } from "@/lib/db/array-literal";
import { LOCK_PEOPLE, WAKE_VISITS } from "@/lib/db/wake-visits.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";

/** A visit that waits for an answer, and the answer. */
export type VisitAnswer = {
  shard: number;
  enrollmentId: string;
  subscriberId: string;
  visit: number;
  wake: Extract<Wake, { by: "result" }>;
};

/** A row can move between being found and being taken (a pause, a clock): look again this often. */
const LOOKS_MAX = 3;

/**
 * Wakes the runs that wait for these answers, inside the caller's transaction. Who no longer stands there (timed out, left, erased) is passed
 * over. Returns the shards that have work once it has committed.
 */
export async function wakeVisits(client: pg.ClientBase, answers: readonly VisitAnswer[]): Promise<Set<number>> {
  const shards = new Set<number>();
  if (answers.length === 0) return shards;
  await client.query(LOCK_PEOPLE, [plainArray([...new Set(answers.map(({ subscriberId }) => subscriberId))])]);
  let open = [...answers];
  for (let look = 0; look < LOOKS_MAX && open.length > 0; look += 1) {
    const { rows } = await client.query<{ id: string; shard: number; parked: boolean }>({
      name: "wake-visits",
      text: WAKE_VISITS,
      values: [
        plainArray(open.map((a) => a.shard)),
        plainArray(open.map((a) => a.enrollmentId)),
        plainArray(open.map((a) => a.visit)),
        jsonArray(open.map((a) => a.wake)),
        plainArray(open.map((a): Instant => a.wake.at)),
      ],
    });
    for (const { shard, parked } of rows) if (!parked) shards.add(shard);
    const done = new Set(rows.map(({ id }) => id));
    open = open.filter(({ enrollmentId }) => !done.has(enrollmentId));
  }
  return shards;
}
