import { appUrl } from "@/lib/auth/app-url";
import type { Tx } from "@/lib/db/with-workspace";
import { approvalNotice } from "@/lib/email/approval-notice";
import { listApprovers } from "@/lib/queries/list-approvers";
import { nameActors } from "@/lib/queries/name-actors";
import { type NoticeWorkspace, queueNotices } from "./queue-notices";

/** by, to, savedBy: "user:<id>" or "key:<id>" */
type Told = { by: string; words: string } & (
  | { kind: "asked"; savedBy: string | null }
  | { kind: "approved" | "changes_asked"; to: string }
);

/** Queues what members are told of an approval (queueNotices). */
export async function queueApprovalNotices(
  tx: Tx,
  workspace: NoticeWorkspace,
  journey: { id: string; name: string },
  told: Told,
): Promise<number[]> {
  const to = await recipients(tx, workspace.id, told);
  if (to.length === 0) return [];
  const url = `${appUrl()}/w/${workspace.slug}/journeys/${journey.id}`;
  const notice = approvalNotice({
    kind: told.kind,
    who: (await nameActors(tx, [told.by]))(told.by).name,
    journey: journey.name,
    words: told.words,
    url: told.kind === "asked" ? `${url}?compare=live..asked` : url,
  });
  return queueNotices(tx, workspace, to, notice);
}

/** Who could approve it, or who asked, as long as they are a member. */
async function recipients(tx: Tx, workspaceId: number, told: Told): Promise<string[]> {
  if (told.kind === "asked")
    return (await listApprovers(tx, workspaceId, [told.by, told.savedBy])).map(({ email }) => email);
  const asker = await tx.membership.findFirst({
    where: { workspaceId, userId: told.to.replace(/^user:/, "") },
    select: { user: { select: { email: true } } },
  });
  return asker ? [asker.user.email] : [];
}
