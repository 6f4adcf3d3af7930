import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { runTransaction } from "@/lib/db/run-transaction";
import { PULL_FORWARD } from "@/lib/db/take-runs.sql";
import { hintWalk } from "@/lib/queue/hint";

/**
 * Has everybody of a journey walked now instead of when they would be due: after archiving, so that their runs end. People whom a walk
 * holds at this very moment are missed; the sweep comes by again (endArchived). Gives back how many.
 */
export async function pullForward(workspaceId: number, journeyId: string): Promise<number> {
  const now = await readClock(pool(), workspaceId);
  const rows = await runTransaction(
    async (client) => (await client.query<{ shard: number; n: number }>(PULL_FORWARD, [journeyId, now / 1_000])).rows,
  );
  hintWalk(rows.map((r) => r.shard));
  return rows.reduce((sum, r) => sum + r.n, 0);
}
