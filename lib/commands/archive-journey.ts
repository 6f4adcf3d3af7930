import type { Principal } from "@/lib/auth/principal";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";
import { pullForward } from "./pull-forward";

/**
 * Ends a journey for good: its triggers go, everybody inside leaves with the reason "journey_archived", and it cannot be
 * published again. Answers when the status has changed; the runs end as the worker gets to them, normally at once.
 */
export async function archiveJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  const change = {
    from: ["draft", "active", "paused", "completed"],
    to: "archived",
    action: "journey.archived",
  } as const;
  const changed = await changeJourneyStatus(principal, journeyId, change, async (tx) => {
    await tx.journeyTrigger.deleteMany({ where: { journeyId } });
  });
  if (changed.ok) await pullForward(principal.workspaceId, journeyId);
  return changed;
}
