import { randomUUID } from "node:crypto";
import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { checkAddress } from "@/lib/channels/address";
import { inTransaction } from "@/lib/db/in-transaction";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";
import { pool } from "@/lib/db/pool";
import { shardOf } from "@/lib/db/shard";
import type { EmailDocument } from "@/lib/email/document";
import { fillEmail } from "@/lib/email/fill-email";
import { SAMPLE_CODE } from "@/lib/email/sample-code";
import { templateContext } from "@/lib/email/template-context";
import { sendHeadStartMs } from "@/lib/journey/send-priority";
import type { PreviewAs, PreviewFacts } from "@/lib/queries/read-preview-facts";
import { hintDeliver } from "@/lib/queue/hint";
import { senderOf } from "./decide-send";
import { deliverEnvironment } from "./deliver-environment";
import { prepareOutsideJourney } from "./preview-template";

export type TestSend =
  | { ok: true; messages: { id: string; to: string }[]; subject: string }
  /** more than TESTS_PER_MINUTE_MAX within a minute */
  | { ok: false; reason: "too_many" }
  | { ok: false; reason: "no_person" }
  | { ok: false; reason: "bad_address"; detail: string }
  | { ok: false; reason: "template_error"; detail: string };

/** Tests of one workspace within a minute: enough for every colleague's address, too few to be mistaken for a campaign. */
export const TESTS_PER_MINUTE_MAX = 20;

/** Tests are the sends at node -1. */
const COUNT_TESTS = `
select count(*)::int as n from sends where workspace_id = $1 and created_at > $2 and node = -1`;

/** A row of the ledger without enrollment and version: it goes through the same delivery as every mail and no journey counts it. */
const QUEUE_TEST = `
insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at)
values ($1, $2, $3, null, null, $4, -1, 0, 'email', 'queued', $6, $5)`;

/**
 * Sends a document to some addresses as a given person (or a sample one) would get it: to the Inbox in a sandbox, by the workspace's provider in
 * live. The subject says that it is a test; the unsubscribe link shows where it would be and unsubscribes nobody.
 */
export async function testSendTemplate(
  workspaceId: number,
  document: EmailDocument,
  to: readonly string[],
  as: PreviewAs,
): Promise<TestSend> {
  const addresses: string[] = [];
  for (const one of to) {
    const address = checkAddress(one);
    if (!address.ok)
      return { ok: false, reason: "bad_address", detail: to.length > 1 ? `${one}: ${address.reason}` : address.reason };
    if (!addresses.includes(address.address)) addresses.push(address.address);
  }
  const prepared = await prepareOutsideJourney(workspaceId, document, as);
  if (!prepared) return { ok: false, reason: "no_person" };
  const { compiled, found } = prepared;
  const env = deliverEnvironment();
  const filled = fillEmail(compiled, templateContext(found.facts, found.now), {
    unsubscribeUrl: `${env.appUrl}/u/test`,
    code: SAMPLE_CODE,
  });
  if (!filled.ok) return { ok: false, reason: "template_error", detail: filled.error };
  const minuteAgo = new Date(found.now - 60_000);
  const { rows } = await pool().query<{ n: number }>(COUNT_TESTS, [workspaceId, minuteAgo]);
  if ((rows[0]?.n ?? 0) + addresses.length > TESTS_PER_MINUTE_MAX) return { ok: false, reason: "too_many" };
  const subject = `[Test] ${filled.subject}`;
  const messages = addresses.map((address) => ({ id: randomUUID(), to: address }));
  for (const message of messages) {
    await queue(found, message.id, {
      from: senderOf({ name: found.workspace.name, settings: settingsOf(found) }, env),
      to: message.to,
      subject,
      html: filled.html,
      text: filled.text,
      headers: { "X-Sojourn-Test": "true" },
    });
  }
  return { ok: true, messages, subject };
}

function settingsOf({ workspace }: PreviewFacts) {
  const parsed = workspaceSettingsSchema.safeParse(workspace.settings);
  return parsed.success ? parsed.data : workspaceSettingsSchema.parse({});
}

type Message = {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

async function queue({ workspace, facts, now }: PreviewFacts, id: string, message: Message): Promise<void> {
  const shard = shardOf(workspace, facts.subscriber.id);
  await inTransaction(async (client) => {
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
    // Somebody is looking at the screen: ahead of whatever else waits to go out.
    const dueAt = new Date(now - sendHeadStartMs("critical"));
    await client.query(QUEUE_TEST, [id, workspace.id, shard, facts.subscriber.id, new Date(now), dueAt]);
  });
  hintDeliver([shard]);
}
