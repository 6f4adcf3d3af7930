import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { parseMailbox } from "@/lib/channels/address";
import type { OutgoingMessage } from "@/lib/channels/provider";
import { inTransaction } from "@/lib/db/in-transaction";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";
import { WRITTEN_AT } from "@/lib/db/sends.sql";
import { shardOf } from "@/lib/db/shard";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import type { PreviewFacts } from "@/lib/queries/read-preview-facts";
import { hintDeliver } from "@/lib/queue/hint";
import { senderOf } from "./decide-send";
import type { DeliverEnvironment } from "./deliver-environment";

/** A row of the ledger without enrollment and version: it goes through the same delivery as every mail and no journey counts it. */
export const QUEUE_WRITTEN = `
insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at)
values ($1, $2, $3, null, null, $4, $7, 0, 'email', 'queued', $6, $5)`;

/** The workspace's settings, and who its mail comes from. */
export function writtenFrom({ workspace }: PreviewFacts, env: Pick<DeliverEnvironment, "appUrl" | "mailFrom">) {
  const parsed = workspaceSettingsSchema.safeParse(workspace.settings);
  const settings = parsed.success ? parsed.data : workspaceSettingsSchema.parse({});
  const from = senderOf({ name: workspace.name, settings }, env);
  return { settings, from, domain: parseMailbox(from)?.address.split("@")[1] ?? "localhost" };
}

/** An erasure waits for whoever holds this, or has had its turn: then there is no row. $1 workspace, $2 subscriber. */
const HOLD_PERSON = "select from subscribers where workspace_id = $1 and id = $2 for key share";

/**
 * Puts a mail that is written already into the line, ahead of what journeys send: somebody waits for it. False when the person it was written
 * for has been erased meanwhile: it would be kept, and nobody would erase it.
 */
export async function queueWritten(
  { workspace, facts, now, real }: PreviewFacts,
  id: string,
  message: OutgoingMessage,
  kind: keyof typeof WRITTEN_AT,
): Promise<boolean> {
  const shard = shardOf(workspace, facts.subscriber.id);
  const queued = await inTransaction(async (client) => {
    if (real && (await client.query(HOLD_PERSON, [workspace.id, facts.subscriber.id])).rowCount === 0) return false;
    await client.query(STORE_MESSAGES, [
      [id],
      [workspace.id],
      [message.from],
      [message.to],
      [message.subject],
      [message.html],
      [message.text],
      [JSON.stringify(message.headers)],
    ]);
    const dueAt = new Date(now - sendHeadStartMs("critical"));
    await client.query(QUEUE_WRITTEN, [
      id,
      workspace.id,
      shard,
      facts.subscriber.id,
      new Date(now),
      dueAt,
      WRITTEN_AT[kind],
    ]);
    return true;
  });
  if (queued) hintDeliver([shard]);
  return queued;
}
