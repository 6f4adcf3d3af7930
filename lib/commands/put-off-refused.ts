import { BEGIN_WALK, type ClaimedRow } from "@/lib/db/claim.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { HOLD_VISIT, PUT_OFF_RUN } from "@/lib/db/step-failures.sql";
import type { Instant } from "@/lib/journey/facts";
import { failRun } from "./fail-run";
import { countFailures } from "./put-off-failed";

/**
 * Puts a person whose walk the database refuses off, in a transaction of its own: they stand where they stood and are tried again later; after
 * the eighth failure in a row they are quarantined. "gone": somebody else has taken them meanwhile.
 */
export async function putOffRefused(
  shard: number,
  row: ClaimedRow,
  now: Instant,
  error: string,
): Promise<"put off" | "quarantined" | "gone"> {
  return runTransaction(async (client) => {
    const held = await client.query(HOLD_VISIT, [shard, row.id, row.visit]);
    if (held.rowCount === 0) return "gone";
    const again = (await countFailures(client, [{ row, node: row.node, error, at: now }])).get(row.id);
    if (again === undefined) await failRun(client, shard, row, now, error);
    else await client.query(PUT_OFF_RUN, [shard, row.id, row.visit, again / 1_000]);
    return again === undefined ? "quarantined" : "put off";
  }, BEGIN_WALK);
}
