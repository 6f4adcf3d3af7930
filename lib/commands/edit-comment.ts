import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { mentionedIn } from "@/lib/journey/mentions";
import { hintDeliver } from "@/lib/queue/hint";
import { findStrangers } from "./find-strangers";
import { lockComment } from "./lock-comment";
import { queueMentionNotices } from "./queue-mention-notices";

export type EditedComment =
  | { ok: true; threadId: string }
  | { ok: false; reason: "not_found" | "not_yours" | "stranger" };

/** Puts other words into a comment of one's own. Members who were not mentioned before are told by mail. */
export async function editComment(
  principal: Principal,
  journeyId: string,
  id: string,
  text: string,
): Promise<EditedComment> {
  const { workspaceId } = principal;
  const edited = await withWorkspace(workspaceId, async (tx) => {
    const comment = await lockComment(tx, principal, journeyId, id);
    if (!comment || comment.deleted_at) return { ok: false, reason: "not_found" } as const;
    if (comment.author !== actorOf(principal)) return { ok: false, reason: "not_yours" } as const;
    const mentions = mentionedIn(text);
    // Whoever was mentioned and has left the workspace since may stay in the text.
    const added = mentions.filter((userId) => !comment.mentions.includes(userId));
    if ((await findStrangers(tx, workspaceId, added)).length > 0) return { ok: false, reason: "stranger" } as const;
    await tx.journeyComment.update({ where: { id }, data: { text, mentions, editedAt: new Date() } });
    const threadId = comment.thread_id ?? id;
    const first = await tx.journeyComment.findUnique({ where: { id: threadId }, select: { stepName: true } });
    const told = { journeyId, threadId, text, step: first?.stepName ?? null, userIds: added };
    return { ok: true, threadId, shards: await queueMentionNotices(tx, principal, told) } as const;
  });
  if (!edited.ok) return edited;
  hintDeliver(edited.shards);
  return { ok: true, threadId: edited.threadId };
}
