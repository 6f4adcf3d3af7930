import type { ApprovalAsk } from "@/lib/api/schemas/approval";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { contentDigest } from "@/lib/queries/draft-content";
import { findApproval } from "@/lib/queries/find-approval";
import { findLastSaver } from "@/lib/queries/find-last-saver";
import { readDraftContent } from "@/lib/queries/read-draft-content";
import { hintDeliver } from "@/lib/queue/hint";
import { closeApproval } from "./close-approval";
import { lockJourney } from "./lock-journey";
import { queueApprovalNotices } from "./queue-approval-notices";

export type AskedForApproval =
  | { ok: true; id: string }
  | { ok: false; reason: "not_found" | "archived" | "not_needed" }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number }
  /** of exactly this draft somebody was asked before */
  | { ok: false; reason: "waiting" | "approved" };

/**
 * Asks for approval of the draft as it stands: its content is kept with the request, which takes the place of an open one. Members who may
 * publish are told by mail.
 */
export async function askForApproval(
  principal: Principal,
  journeyId: string,
  wanted: ApprovalAsk,
): Promise<AskedForApproval> {
  const { shards, ...asked } = await withWorkspace(principal.workspaceId, (tx) =>
    ask(tx, principal, journeyId, wanted),
  );
  hintDeliver(shards);
  return asked;
}

const refused = (answer: AskedForApproval & { ok: false }) => ({ ...answer, shards: [] });

async function ask(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  { note, revision }: ApprovalAsk,
): Promise<AskedForApproval & { shards: number[] }> {
  const { workspaceId } = principal;
  const journey = await lockJourney(tx, workspaceId, journeyId);
  if (!journey) return refused({ ok: false, reason: "not_found" });
  if (journey.status === "archived") return refused({ ok: false, reason: "archived" });
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (!workspace.publishNeedsApproval) return refused({ ok: false, reason: "not_needed" });
  if (revision !== undefined && revision !== journey.revision)
    return refused({ ok: false, reason: "stale", revision: journey.revision });
  const content = await readDraftContent(tx, workspaceId, journey);
  const { state } = await findApproval(tx, journeyId, content);
  if (state === "waiting" || state === "approved") return refused({ ok: false, reason: state });
  await closeApproval(tx, journeyId);
  const actor = actorOf(principal);
  const digest = contentDigest(content);
  const savedBy = await findLastSaver(tx, workspaceId, journeyId, content);
  const { id } = await tx.approval.create({
    data: { workspaceId, journeyId, askedBy: actor, savedBy, note, digest, content },
    select: { id: true },
  });
  const data = { approval: id, name: journey.name, note, digest };
  await writeAudit(tx, { workspaceId, actor, action: "journey.approval_asked", target: journeyId, data });
  const shards = await queueApprovalNotices(tx, workspace, journey, { kind: "asked", by: actor, savedBy, words: note });
  return { ok: true, id, shards };
}
