import type { Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";
import { syncPatterns } from "./sync-patterns";
import { syncTimers } from "./sync-timers";

/** Nobody can come in any more; what the ways in remembered of people goes, so that a later version begins afresh. */
async function closeEntrances(tx: Tx, workspaceId: number, journeyId: string): Promise<void> {
  await tx.journeyTrigger.deleteMany({ where: { journeyId } });
  const closed = { id: journeyId, graph: { nodes: [], edges: [] } };
  await syncTimers(tx, workspaceId, closed, 0);
  await syncPatterns(tx, workspaceId, closed, 0);
}

/**
 * Ends a journey softly: nobody enters any more, everybody inside goes on to their end. It can be published again. A paused one has to be
 * resumed first, for its people stand still.
 */
export async function finishJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  const change = { from: ["active"], to: "completed", action: "journey.completed" } as const;
  return changeJourneyStatus(principal, journeyId, change, (tx) =>
    closeEntrances(tx, principal.workspaceId, journeyId),
  );
}

/**
 * Completes an active journey of which only moments were the ways in, when they have passed, nobody is inside and no other live journey
 * starts it. True: it did. For the sweep.
 */
export async function completeSpentJourney(workspaceId: number, journeyId: string): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    const [spent] = await tx.$queryRaw<{ name: string }[]>`
      select j.name from journeys j where j.id = ${journeyId}::uuid and j.status = 'active'
        and not exists (select from trigger_timers t where t.journey_id = j.id and (t.next_at is not null or t.occurring is not null))
        and not exists (select from enrollments e where e.journey_id = j.id and e.state = 'active')
      for no key update`;
    if (!spent) return false;
    await tx.journey.update({ where: { id: journeyId }, data: { status: "completed" } });
    await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
    await closeEntrances(tx, workspaceId, journeyId);
    const line = { workspaceId, actor: "system", action: "journey.completed", target: journeyId };
    await writeAudit(tx, { ...line, data: { name: spent.name } });
    return true;
  });
}
