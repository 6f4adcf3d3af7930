import { actorOf, type Principal } from "@/lib/auth/principal";
import { runTransaction } from "@/lib/db/run-transaction";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import type { JsonObject } from "@/lib/journey/json";
import type { RefusalReason } from "@/lib/journey/refusal";
import { hintWalk } from "@/lib/queue/hint";
import { readIngestWorkspace } from "./ingest-workspace";
import { type RunStart, startRuns } from "./start-runs";

export type EnrolledSubscriber =
  | { ok: true; enrollmentId: string }
  /** not_active: the journey takes nobody in now. A refusal: its rules do not let this person in */
  | { ok: false; reason: "journey_not_found" | "subscriber_not_found" | "not_active" | RefusalReason };

/**
 * Puts a known person into a journey's live version by hand; `properties` are what `event.*` means inside. Re-entry and eligibility
 * hold as for every other way in.
 */
export async function enrollSubscriber(
  principal: Principal,
  journeyId: string,
  wanted: { externalId: string; properties?: JsonObject },
): Promise<EnrolledSubscriber> {
  const { workspaceId } = principal;
  const found = await withWorkspace(workspaceId, async (tx) => ({
    journey: await tx.journey.findFirst({ where: { id: journeyId }, select: { id: true } }),
    subscriber: await tx.subscriber.findFirst({ where: { externalId: wanted.externalId }, select: { id: true } }),
  }));
  if (!found.journey) return { ok: false, reason: "journey_not_found" };
  const subscriberId = found.subscriber && String(found.subscriber.id);
  const started = await runTransaction(async (client): Promise<RunStart> => {
    const workspace = await readIngestWorkspace(client, workspaceId);
    const request = { journeyId, subscriberId: subscriberId ?? "0", properties: wanted.properties ?? {} };
    const [start] = await startRuns(client, workspace, [request]);
    if (!start) throw new Error("a run was asked for and is missing from the answer");
    return start;
  });
  if (!started.ok)
    return { ok: false, reason: started.reason === "unknown_person" ? "subscriber_not_found" : started.reason };
  hintWalk([started.shard]);
  // The run leads to the person for as long as they are known; the log outlives an erasure and must not name them.
  const data = { enrollment_id: started.enrollmentId };
  const line = { workspaceId, actor: actorOf(principal), action: "journey.enrolled", target: journeyId, data };
  await withWorkspace(workspaceId, (tx) => writeAudit(tx, line));
  return { ok: true, enrollmentId: started.enrollmentId };
}
