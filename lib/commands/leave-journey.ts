import { withWorkspace } from "@/lib/db/with-workspace";

/** A page of this person is gone from a journey. Leaving twice is no mistake. False: no such journey of ours. */
export function leaveJourney(workspaceId: number, userId: string, journeyId: string, client: string): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return false;
    await tx.journeyPresence.deleteMany({ where: { workspaceId, journeyId, client, userId } });
    return true;
  });
}
