import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { lockJourney } from "./lock-journey";

export type WithdrawnApproval =
  | { ok: true }
  | { ok: false; reason: "not_found" | "not_yours" }
  /** it does not wait (any more) */
  | { ok: false; reason: "decided"; state: string };

/** Takes a request back that nobody has answered yet; only who asked may. */
export async function withdrawApproval(
  principal: Principal,
  journeyId: string,
  id: string,
): Promise<WithdrawnApproval> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await lockJourney(tx, workspaceId, journeyId);
    const request = journey && (await tx.approval.findFirst({ where: { id, journeyId, workspaceId } }));
    if (!request) return { ok: false, reason: "not_found" };
    const actor = actorOf(principal);
    if (request.askedBy !== actor) return { ok: false, reason: "not_yours" };
    if (request.state !== "waiting") return { ok: false, reason: "decided", state: request.state };
    await tx.approval.update({ where: { id }, data: { state: "withdrawn", open: false } });
    const data = { approval: id, name: journey.name };
    await writeAudit(tx, { workspaceId, actor, action: "journey.approval_withdrawn", target: journeyId, data });
    return { ok: true };
  });
}
