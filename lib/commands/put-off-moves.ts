import { BEGIN_WALK, type ClaimedRow } from "@/lib/db/claim.sql";
import { readClock } from "@/lib/db/read-clock";
import { runTransaction } from "@/lib/db/run-transaction";
import { HOLD_STANDING } from "@/lib/db/step-failures.sql";
import { log } from "@/lib/queue/log";
import { failRun } from "./fail-run";
import { countFailures } from "./put-off-failed";

/** Somebody, as they were claimed, whose move to another version has failed. */
export type FailedMove = { row: ClaimedRow; error: string };

/**
 * Puts the next try of such moves off, in a transaction of its own: everybody stands where they stood, with their own timer, and walks on there
 * should it run out first; after the eighth failure in a row they are quarantined. Whoever is not there any more is left alone.
 */
export async function putOffMoves(shard: number, failed: readonly FailedMove[]): Promise<void> {
  const [first] = failed;
  if (!first) return;
  const quarantined = await runTransaction(async (client) => {
    const runs = failed.map(({ row }) => row.id);
    const { rows } = await client.query<{ id: string; visit: number }>(HOLD_STANDING, [shard, runs]);
    const visitOf = new Map(rows.map(({ id, visit }) => [id, visit]));
    const at = await readClock(client, first.row.workspace_id);
    const standing = failed
      .filter(({ row }) => visitOf.get(row.id) === row.visit)
      .map(({ row, error }) => ({ row, node: row.node, error, at }));
    if (standing.length === 0) return 0;
    const again = await countFailures(client, standing, "move");
    const over = standing.filter(({ row }) => !again.has(row.id));
    for (const { row, error } of over) await failRun(client, shard, row, at, error);
    return over.length;
  }, BEGIN_WALK);
  if (quarantined > 0) log.error({ people: quarantined }, "moves to another version failed too often; quarantined");
}
