import type { Principal } from "@/lib/auth/principal";
import { listJourneyPeople } from "@/lib/queries/list-journey-people";
import { exitEnrollment } from "./exit-enrollment";

/** People taken out by one call; the caller asks again for more. */
const EXIT_MAX = 100;

/** Takes the people out who wait at a step, one by one and audited, newest runs first. Undefined: no such journey of ours. */
export async function exitWaiting(
  principal: Principal,
  journeyId: string,
  node: string,
): Promise<{ exited: number; more: boolean } | undefined> {
  const query = { node_id: node, state: "waiting", limit: EXIT_MAX } as const;
  const waiting = await listJourneyPeople(principal.workspaceId, journeyId, query);
  if (waiting === "not_found" || waiting === "bad_cursor") return undefined;
  let exited = 0;
  for (const { enrollment_id } of waiting.data) {
    const done = await exitEnrollment(principal, enrollment_id, "taken out by hand");
    if (done.ok) exited += 1;
  }
  return { exited, more: waiting.next_cursor !== null };
}
