import type { ClaimedRow } from "@/lib/db/claim.sql";
import { BEGIN_WALK, claimFree, claimLocking } from "@/lib/db/claim.sql";
import { FORGET_LISTENING } from "@/lib/db/commit-walks.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { statDay } from "./count-steps";
import type { BatchRequest } from "./walk-batch";

const FAIL = `
with failed as (
  update enrollments set state = 'failed', ended_at = to_timestamp($3), end_reason = 'step_error' where id = $1
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n) values ($4, $5, $6, $7, 'failed', 1)
)
insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at)
values ($1, $4, $5, $6, $2, to_timestamp($3)) on conflict (enrollment_id) do update set error = excluded.error, at = excluded.at`;

/**
 * Takes the one person whose walk the database refuses out of the way: the run is failed, the error kept. The claim is the one
 * that failed, so it finds the same person; if it does not, somebody else has taken them and there is nothing to do. Writes nothing
 * that came out of the walk. The entry stays: a broken run must not be entered again by itself.
 */
export async function quarantineClaim(request: BatchRequest, error: string): Promise<void> {
  const { shard, bucket, watermark, now } = request;
  await runTransaction(async (client) => {
    const values = [shard, watermark / 1_000, now / 1_000, 1];
    const free = await client.query<ClaimedRow>(claimFree(bucket), values);
    const [row] =
      free.rows.length > 0 ? free.rows : (await client.query<ClaimedRow>(claimLocking(bucket), values)).rows;
    if (!row) return;
    await client.query(FORGET_LISTENING, [[row.id]]);
    await client.query(FAIL, [
      row.id,
      error.slice(0, 2_000),
      now / 1_000,
      row.workspace_id,
      row.version_id,
      row.node,
      statDay(now),
    ]);
  }, BEGIN_WALK);
}
