import { randomUUID } from "node:crypto";
import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { appUrl } from "@/lib/auth/app-url";
import { checkAddress } from "@/lib/channels/address";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";
import { WRITTEN_AT } from "@/lib/db/sends.sql";
import { shardOf } from "@/lib/db/shard";
import type { Tx } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import { senderOf } from "./decide-send";
import { QUEUE_WRITTEN } from "./queue-written";

export type NoticeWorkspace = {
  id: number;
  slug: string;
  name: string;
  mode: string;
  clockOffsetMs: bigint;
  settings: unknown;
};

/** Nobody's: no person of the audience. */
const NOBODY = "0";

/**
 * Puts a mail to members into the ledger of sends, inside the caller's transaction. Answers the shards where that is due: hint them once it is
 * committed. In a sandbox it arrives in the Inbox, like all mail. Addresses that mail cannot go to are left out.
 */
export async function queueNotices(
  tx: Tx,
  workspace: NoticeWorkspace,
  addresses: readonly string[],
  { subject, html, text }: { subject: string; html: string; text: string },
): Promise<number[]> {
  const to = addresses.filter((address) => checkAddress(address).ok);
  if (to.length === 0) return [];
  const settings = workspaceSettingsSchema.safeParse(workspace.settings);
  const from = senderOf(
    { name: workspace.name, settings: settings.success ? settings.data : workspaceSettingsSchema.parse({}) },
    { appUrl: appUrl(), mailFrom: process.env.MAIL_FROM || undefined },
  );
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
