import { randomUUID } from "node:crypto";
import { checkAddress } from "@/lib/channels/address";
import { pool } from "@/lib/db/pool";
import { WRITTEN_AT } from "@/lib/db/sends.sql";
import type { EmailDocument } from "@/lib/email/document";
import { fillEmail } from "@/lib/email/fill-email";
import { SAMPLE_CODE } from "@/lib/email/sample-code";
import { templateContext } from "@/lib/email/template-context";
import type { PreviewAs } from "@/lib/queries/read-preview-facts";
import { deliverEnvironment } from "./deliver-environment";
import { prepareOutsideJourney } from "./preview-template";
import { queueWritten, writtenFrom } from "./queue-written";

export type TestSend =
  | { ok: true; messages: { id: string; to: string }[]; subject: string }
  /** more than TESTS_PER_MINUTE_MAX within a minute */
  | { ok: false; reason: "too_many" }
  | { ok: false; reason: "no_person" }
  | { ok: false; reason: "bad_address"; detail: string }
  | { ok: false; reason: "template_error"; detail: string };

/** Tests of one workspace within a minute: enough for every colleague's address, too few to be mistaken for a campaign. */
export const TESTS_PER_MINUTE_MAX = 20;

const COUNT_TESTS = `
select count(*)::int as n from sends where workspace_id = $1 and created_at > $2 and node = ${WRITTEN_AT.test}`;

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
  const { from } = writtenFrom(found, env);
  for (const { id, to: address } of messages) {
    const headers = { "X-Sojourn-Test": "true" };
    const message = { from, to: address, subject, html: filled.html, text: filled.text, headers };
    if (!(await queueWritten(found, id, message, "test"))) return { ok: false, reason: "no_person" };
  }
  return { ok: true, messages, subject };
}
