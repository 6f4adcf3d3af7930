import type { Tx } from "@/lib/db/with-workspace";

/**
 * The journey's row under a lock, so that asking, deciding, withdrawing and publishing are done one after the other; undefined when there is
 * none of ours.
 */
export async function lockJourney(tx: Tx, workspaceId: number, journeyId: string) {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from journeys where id = ${journeyId}::uuid and workspace_id = ${workspaceId} for no key update`;
  return locked[0] && ((await tx.journey.findUnique({ where: { id: journeyId } })) ?? undefined);
}
