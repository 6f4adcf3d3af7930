import type { Principal } from "@/lib/auth/principal";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";
import { finishResumes } from "./finish-resumes";

const WAIT_FOR_RESUME_MS = 8_000;

/**
 * Nobody enters and nobody moves until resume. People inside are set aside as they become due (parkPeople); a batch under way
 * finishes. A resume that is still letting people go is seen through first.
 */
export async function pauseJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  const resuming = await finishResumes({ journeyId, workspaceId: principal.workspaceId, budgetMs: WAIT_FOR_RESUME_MS });
  if (resuming > 0) return { ok: false, reason: "wrong_status", status: "still being resumed" };
  return changeJourneyStatus(principal, journeyId, { from: ["active"], to: "paused", action: "journey.paused" });
}
