import { withWorkspace } from "@/lib/db/with-workspace";

/** A page of this person is gone from a journey. Leaving twice is no mistake. */
export async function leaveJourney(
  workspaceId: number,
  userId: string,
  journeyId: string,
  client: string,
): Promise<void> {
  await withWorkspace(workspaceId, (tx) =>
    tx.journeyPresence.deleteMany({ where: { workspaceId, journeyId, client, userId } }),
  );
}
