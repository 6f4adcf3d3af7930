import type { Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/pool";
import { hintDeliver, hintWalk } from "@/lib/queue/hint";
import { changeJourneyStatus, type JourneyStatusChange } from "./change-journey-status";
import { unparkPeople } from "./unpark-people";

/** People go on where the pause held them: at their own time, or now if that has passed. */
export async function resumeJourney(principal: Principal, journeyId: string): Promise<JourneyStatusChange> {
  const change = { from: ["paused"], to: "active", action: "journey.resumed" } as const;
  const changed = await changeJourneyStatus(principal, journeyId, change);
  if (changed.ok) {
    const shards = await unparkPeople(pool(), principal.workspaceId, journeyId);
    hintWalk(shards);
    hintDeliver(shards);
  }
  return changed;
}
