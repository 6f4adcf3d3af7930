import { actorOf, type Principal } from "@/lib/auth/principal";
import { readClock } from "@/lib/db/read-clock";
import { CLAIM_ENTRIES_AGAIN, INSIDE_AGAIN, REQUEUE, TAKE_QUARANTINED } from "@/lib/db/requeue.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { hintWalk } from "@/lib/queue/hint";

/** Which quarantined people: one run, or those of a journey, at one step where `node` is given. */
export type RequeueWanted = { enrollmentId: string } | { journeyId: string; node?: string | undefined };

/** `left_out`: in the journey again since, so that they must not be there twice. */
export type Requeued = { requeued: number; left_out: number };

/** People put back by one call; the caller asks again for more. */
export const REQUEUE_MAX = 1_000;

/**
 * Walks quarantined people again from exactly where they stood, with the event that woke them. Whoever fails again is quarantined
 * again. Set-based and guarded: of two calls for the same person one counts.
 */
export async function requeueQuarantined(
  principal: Principal,
  wanted: RequeueWanted,
  limit = REQUEUE_MAX,
): Promise<Requeued> {
  const { workspaceId } = principal;
  const one = "enrollmentId" in wanted ? wanted.enrollmentId : undefined;
  const journey = "journeyId" in wanted ? wanted : undefined;
  const done = await runTransaction(async (client) => {
    const now = await readClock(client, workspaceId);
    const taken = await client.query<{ id: string }>(TAKE_QUARANTINED, [
      workspaceId,
      one === undefined ? null : [one],
      journey?.journeyId ?? null,
      journey?.node ?? null,
      limit,
    ]);
    const ids = taken.rows.map(({ id }) => id);
    if (ids.length === 0) return { requeued: 0, left_out: 0, shards: [] };
    await client.query(CLAIM_ENTRIES_AGAIN, [ids]);
    const inside = await client.query<{ id: string }>(INSIDE_AGAIN, [ids]);
    const out = new Set(inside.rows.map(({ id }) => id));
    const back = ids.filter((id) => !out.has(id));
    const { rows } = await client.query<{ shard: number }>(REQUEUE, [back, now / 1_000]);
    return { requeued: back.length, left_out: out.size, shards: rows.map(({ shard }) => shard) };
  });
  hintWalk(done.shards);
  const { requeued, left_out } = done;
  if (requeued > 0)
    await withWorkspace(workspaceId, (tx) =>
      writeAudit(tx, {
        workspaceId,
        actor: actorOf(principal),
        action: "enrollment.requeued",
        target: one ?? journey?.journeyId ?? "",
        data: { people: requeued, ...(journey?.node === undefined ? {} : { node: journey.node }) },
      }),
    );
  return { requeued, left_out };
}
