import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Deletes a test; false when there is none such of ours. */
export async function deleteJourneyTest(principal: Principal, journeyId: string, testId: string): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journeyTest.findFirst({ where: { id: testId, journeyId, workspaceId } });
    if (!row) return false;
    await tx.journeyTest.delete({ where: { id: testId } });
    const line = { workspaceId, actor: actorOf(principal), action: "journey_test.deleted", target: testId };
    await writeAudit(tx, { ...line, data: { name: row.name } });
    return true;
  });
}
