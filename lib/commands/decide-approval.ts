import type { ApprovalDecision } from "@/lib/api/schemas/approval";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { contentDigest } from "@/lib/queries/draft-content";
import { readDraftContent } from "@/lib/queries/read-draft-content";
import { hintDeliver } from "@/lib/queue/hint";
import { lockJourney } from "./lock-journey";
import { queueApprovalNotices } from "./queue-approval-notices";

export type DecidedApproval =
  | { ok: true }
  | { ok: false; reason: "not_found" }
  /** API keys approve nothing, and nobody what they have asked for or saved last (findLastSaver) */
  | { ok: false; reason: "key" | "own" | "saved" }
  /** it does not wait (any more) */
  | { ok: false; reason: "decided"; state: string }
  /** the draft is no longer what was asked for */
  | { ok: false; reason: "changed" };

/**
 * Approves what a request asks for, or asks for changes. Two who decide at once are put in order by the journey's lock: the second is told. What
 * the draft no longer says cannot be approved; changes can be asked for all the same.
 */
export async function decideApproval(
  principal: Principal,
  journeyId: string,
  id: string,
  wanted: ApprovalDecision,
): Promise<DecidedApproval> {
  const { shards, ...decided } = await withWorkspace(principal.workspaceId, (tx) =>
    decide(tx, principal, journeyId, id, wanted),
  );
  hintDeliver(shards);
  return decided;
}

const refused = (answer: DecidedApproval & { ok: false }) => ({ ...answer, shards: [] });

async function decide(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  id: string,
  { decision, words }: ApprovalDecision,
): Promise<DecidedApproval & { shards: number[] }> {
  const { workspaceId } = principal;
  const journey = await lockJourney(tx, workspaceId, journeyId);
  const request = journey && (await tx.approval.findFirst({ where: { id, journeyId, workspaceId } }));
  if (!request) return refused({ ok: false, reason: "not_found" });
  if (principal.kind === "key") return refused({ ok: false, reason: "key" });
  const actor = actorOf(principal);
  if (request.askedBy === actor) return refused({ ok: false, reason: "own" });
  if (request.state !== "waiting") return refused({ ok: false, reason: "decided", state: request.state });
  if (decision === "approved") {
    if (request.savedBy === actor) return refused({ ok: false, reason: "saved" });
    const now = await readDraftContent(tx, workspaceId, journey);
    if (contentDigest(now) !== request.digest) return refused({ ok: false, reason: "changed" });
  }
  await tx.approval.update({
    where: { id },
    data: { state: decision, decidedBy: actor, decidedAt: new Date(), words },
  });
  const action = decision === "approved" ? "journey.approved" : "journey.changes_asked";
  const data = { approval: id, name: journey.name, words, digest: request.digest };
  await writeAudit(tx, { workspaceId, actor, action, target: journeyId, data });
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const to = request.askedBy;
  const shards = await queueApprovalNotices(tx, workspace, journey, { kind: decision, by: actor, to, words });
  return { ok: true, shards };
}
