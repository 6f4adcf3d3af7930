import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { lockComment } from "./lock-comment";

export type ResolvedThread = { ok: true; threadId: string } | { ok: false; reason: "not_found" | "a_reply" };

/** Says that a thread is done with, or is not after all. One that is resolved stays as it was resolved first. */
export function resolveThread(
  principal: Principal,
  journeyId: string,
  id: string,
  resolved: boolean,
): Promise<ResolvedThread> {
  return withWorkspace(principal.workspaceId, async (tx) => {
    const comment = await lockComment(tx, principal, journeyId, id);
    if (!comment) return { ok: false, reason: "not_found" };
    if (comment.thread_id !== null) return { ok: false, reason: "a_reply" };
    if (resolved !== (comment.resolved_at !== null))
      await tx.journeyComment.update({
        where: { id },
        data: resolved
          ? { resolvedAt: new Date(), resolvedBy: actorOf(principal) }
          : { resolvedAt: null, resolvedBy: null },
      });
    return { ok: true, threadId: id };
  });
}
