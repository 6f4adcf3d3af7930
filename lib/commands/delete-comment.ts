import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { mayDeleteAny } from "@/lib/queries/present-thread";
import { lockComment } from "./lock-comment";

/** For so long a deletion can be taken back; the words are kept for an hour (purge-comments.ts). */
const RESTORABLE_MS = 10 * 60_000;

export type DeletedComment =
  | { ok: true; threadId: string }
  | { ok: false; reason: "not_found" | "not_yours" | "too_late" };

/** Deletes a comment: one's own, or anybody's as an owner or admin. A first comment leaves its replies standing. */
export function deleteComment(principal: Principal, journeyId: string, id: string): Promise<DeletedComment> {
  return change(principal, journeyId, id, { deleted: true });
}

/** Takes a deletion back. Whoever may delete it may. */
export function restoreComment(principal: Principal, journeyId: string, id: string): Promise<DeletedComment> {
  return change(principal, journeyId, id, { deleted: false });
}

function change(
  principal: Principal,
  journeyId: string,
  id: string,
  { deleted }: { deleted: boolean },
): Promise<DeletedComment> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const comment = await lockComment(tx, principal, journeyId, id);
    if (!comment || (deleted && comment.deleted_at)) return { ok: false, reason: "not_found" };
    const own = comment.author === actor;
    if (!own && !mayDeleteAny(principal)) return { ok: false, reason: "not_yours" };
    const threadId = comment.thread_id ?? id;
    if (!deleted && comment.deleted_at === null) return { ok: true, threadId };
    if (!deleted && Date.now() - (comment.deleted_at?.getTime() ?? 0) > RESTORABLE_MS)
      return { ok: false, reason: "too_late" };
    await tx.journeyComment.update({ where: { id }, data: { deletedAt: deleted ? new Date() : null } });
    if (!own) {
      const action = deleted ? "comment.deleted" : "comment.restored";
      await writeAudit(tx, { workspaceId, actor, action, target: id, data: { author: comment.author } });
    }
    return { ok: true, threadId };
  });
}
