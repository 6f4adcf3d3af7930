import { withWorkspace } from "@/lib/db/with-workspace";

/** Says that a page has a journey open, and which step's settings; holds for PRESENCE_MS. False: no such journey of ours. */
export function keepPresence(
  workspaceId: number,
  userId: string,
  journeyId: string,
  { client, node }: { client: string; node: string | null },
): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return false;
    const now = { node, seenAt: new Date() };
    await tx.journeyPresence.upsert({
      where: { journeyId_client: { journeyId, client } },
      create: { journeyId, client, workspaceId, userId, ...now },
      update: now,
    });
    return true;
  });
}
