import { actorOf, type Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";
import type { JsonObject } from "@/lib/journey/json";
import type { Problem } from "@/lib/journey/problem";
import { approvalProblem } from "@/lib/queries/approval-problem";
import { approversOfDraft } from "@/lib/queries/approvers-of-draft";
import type { DraftContent } from "@/lib/queries/draft-content";
import { findApproval } from "@/lib/queries/find-approval";

/** `note`: what the audit log keeps of an approval; empty where none is needed. */
export type CheckedApproval = { ok: true; note: JsonObject } | { ok: false; problem: Problem };

/** Whether this very content may go live: it needs no approval here, or somebody else has given it. */
export async function checkApproval(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  content: DraftContent,
): Promise<CheckedApproval> {
  const { workspaceId } = principal;
  const { publishNeedsApproval } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { publishNeedsApproval: true },
  });
  if (!publishNeedsApproval) return { ok: true, note: {} };
  const found = await findApproval(tx, journeyId, content);
  if (found.state !== "approved") {
    const approvers = await approversOfDraft(tx, { workspaceId, journeyId, content, found }, actorOf(principal));
    return { ok: false, problem: await approvalProblem(tx, found, approvers) };
  }
  const { id, askedBy, decidedBy } = found.request;
  return { ok: true, note: { approval: id, asked_by: askedBy, approved_by: decidedBy } };
}
