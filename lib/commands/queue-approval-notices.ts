import { randomUUID } from "node:crypto";
import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { appUrl } from "@/lib/auth/app-url";
import { checkAddress } from "@/lib/channels/address";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";
import { WRITTEN_AT } from "@/lib/db/sends.sql";
import { shardOf } from "@/lib/db/shard";
import type { Tx } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { approvalNotice } from "@/lib/email/approval-notice";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import { listApprovers } from "@/lib/queries/list-approvers";
import { nameActors } from "@/lib/queries/name-actors";
import { senderOf } from "./decide-send";
import { QUEUE_WRITTEN } from "./queue-written";

type NoticeWorkspace = {
  id: number;
  slug: string;
  name: string;
  mode: string;
  clockOffsetMs: bigint;
  settings: unknown;
};

/** by, to: "user:<id>" or "key:<id>" */
type Told = { by: string; words: string } & ({ kind: "asked" } | { kind: "approved" | "changes_asked"; to: string });

/** Nobody's: no person of the audience. */
const NOBODY = "0";

/**
 * Puts what members are told of an approval into the ledger of sends, inside the caller's transaction. Answers the shards where that is due. In a
 * sandbox they arrive in the Inbox, like all mail.
 */
export async function queueApprovalNotices(
  tx: Tx,
  workspace: NoticeWorkspace,
  journey: { id: string; name: string },
  told: Told,
): Promise<number[]> {
  const to = (await recipients(tx, workspace.id, told)).filter((address) => checkAddress(address).ok);
  if (to.length === 0) return [];
  const env = { appUrl: appUrl(), mailFrom: process.env.MAIL_FROM || undefined };
  const settings = workspaceSettingsSchema.safeParse(workspace.settings);
  const from = senderOf(
    { name: workspace.name, settings: settings.success ? settings.data : workspaceSettingsSchema.parse({}) },
    env,
  );
  const url = `${env.appUrl}/w/${workspace.slug}/journeys/${journey.id}`;
  const { subject, html, text } = approvalNotice({
    kind: told.kind,
    who: (await nameActors(tx, [told.by]))(told.by).name,
    journey: journey.name,
    words: told.words,
    url: told.kind === "asked" ? `${url}?compare=live..asked` : url,
  });
  const ids = to.map(() => randomUUID());
  const each = <T>(value: T): T[] => to.map(() => value);
  const headers = JSON.stringify({ "Auto-Submitted": "auto-generated" });
  await tx.$executeRawUnsafe(
    STORE_MESSAGES,
    ...[ids, each(workspace.id), each(from), to, each(subject), each(html), each(text), each(headers)],
  );
  const now = clockNow(workspace);
  const dueAt = new Date(now - sendHeadStartMs("critical"));
  const shard = shardOf(workspace, NOBODY);
  for (const id of ids)
    await tx.$executeRawUnsafe(
      QUEUE_WRITTEN,
      ...[id, workspace.id, shard, BigInt(NOBODY), new Date(now), dueAt, WRITTEN_AT.notice],
    );
  return [shard];
}

/** Who could approve it, or who asked, as long as they are a member. */
async function recipients(tx: Tx, workspaceId: number, told: Told): Promise<string[]> {
  if (told.kind === "asked") return (await listApprovers(tx, workspaceId, told.by)).map(({ email }) => email);
  const asker = await tx.membership.findFirst({
    where: { workspaceId, userId: told.to.replace(/^user:/, "") },
    select: { user: { select: { email: true } } },
  });
  return asker ? [asker.user.email] : [];
}
