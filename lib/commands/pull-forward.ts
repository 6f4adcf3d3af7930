import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { runTransaction } from "@/lib/db/run-transaction";
import { PULL_FORWARD } from "@/lib/db/take-runs.sql";
import type { Instant } from "@/lib/journey/facts";
import { hintWalk } from "@/lib/queue/hint";

/**
 * Has everybody of a journey (or those who entered in between) walked now instead of when they would be due, so that their runs end: after
 * archiving, and after a dry run. People whom a walk
 * holds at this very moment are missed; the sweep comes by again (endArchived). Gives back how many.
 */
export async function pullForward(
  workspaceId: number,
  journeyId: string,
  entered?: { from: Instant; to: Instant },
): Promise<number> {
  const now = await readClock(pool(), workspaceId);
  const values = [journeyId, now / 1_000, entered ? entered.from / 1_000 : null, entered ? entered.to / 1_000 : null];
  const rows = await runTransaction(
    async (client) => (await client.query<{ shard: number; n: number }>(PULL_FORWARD, values)).rows,
  );
  hintWalk(rows.map((r) => r.shard));
  return rows.reduce((sum, r) => sum + r.n, 0);
}
