import type { Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";
import { finishResumes } from "./finish-resumes";

const WAIT_FOR_RESUME_MS = 8_000;
const BEING_RESUMED = "still being resumed";

/**
 * Nobody enters and nobody moves until resume. People inside are set aside as they become due (parkPeople); a batch under way
 * finishes. A resume that is still letting people go is seen through first, also one that somebody else asks for meanwhile.
 */
export async function pauseJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  const over = performance.now() + WAIT_FOR_RESUME_MS;
  const unless = async (tx: Tx) => {
    const resumes = await tx.$queryRaw<unknown[]>`
      select 1 from journey_resumes where journey_id = ${journeyId}::uuid and state <> 'done'`;
    return resumes.length > 0 ? BEING_RESUMED : undefined;
  };
  for (;;) {
    const budgetMs = over - performance.now();
    const resuming = await finishResumes({ journeyId, workspaceId: principal.workspaceId, budgetMs });
    if (resuming > 0) return { ok: false, reason: "wrong_status", status: BEING_RESUMED };
    const change = { from: ["active"], to: "paused", action: "journey.paused", unless } as const;
    const paused = await changeJourneyStatus(principal, journeyId, change);
    if (paused.ok || paused.reason !== "wrong_status" || paused.status !== BEING_RESUMED) return paused;
  }
}
