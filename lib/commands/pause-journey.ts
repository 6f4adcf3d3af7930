import type { Principal } from "@/lib/auth/principal";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";

/**
 * Nobody enters and nobody moves until resume. People inside are set aside as they become due (parkPeople); a batch under way
 * finishes.
 */
export function pauseJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  return changeJourneyStatus(principal, journeyId, { from: ["active"], to: "paused", action: "journey.paused" });
}
