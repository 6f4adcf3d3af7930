import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/db/in-transaction";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { shardOf } from "@/lib/db/shard";
import { hintDeliver } from "@/lib/queue/hint";
import { deliverEnvironment } from "../deliver-environment";
import { type Browser, preparePush } from "./decide-push";

export type TestedPush = { ok: true; messageId: string } | { ok: false; reason: "not_found" | "too_long" };

type Found = Browser & { subscriber_id: string; external_id: string; mode: string };

const FIND = `
select b.id, b.endpoint, b.p256dh, b.auth, b.browser, b.subscriber_id::text as subscriber_id, s.external_id, w.mode
from push_subscriptions b join subscribers s on s.id = b.subscriber_id join workspaces w on w.id = b.workspace_id
where b.workspace_id = $1 and b.id = $2`;

/** A row of the ledger without enrollment and version, as test mails are. */
const QUEUE_TEST = `
insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, request)
values ($1, $2, $3, null, null, $4, -1, 0, 'push', 'queued', $5, $5, $6)`;

const HOUR_MS = 3_600_000;

/** Pushes a test to one browser: through the ledger like every push, so that a sandbox captures it in the Inbox. */
export async function testPush(
  workspaceId: number,
  browserId: string,
  given: { title: string; body: string; url?: string | undefined },
): Promise<TestedPush> {
  const { rows } = await pool().query<Found>(FIND, [workspaceId, browserId]);
  const [found] = rows;
  if (!found) return { ok: false, reason: "not_found" };
  const { subscriber_id: subscriberId, external_id: externalId, mode } = found;
  const env = deliverEnvironment();
  const id = randomUUID();
  const { title, body, url = "" } = given;
  const push = { title, body, url, icon: "", ttlMs: HOUR_MS, urgency: "high" as const, topic: "" };
  const prepared = preparePush(id, push, [found], { externalId, track: false, env });
  if (prepared.kind !== "push" || !prepared.message) return { ok: false, reason: "too_long" };
  const { request, message } = prepared;
  const now = new Date(await readClock(pool(), workspaceId));
  const shard = shardOf({ id: workspaceId, mode }, subscriberId);
  await inTransaction(async (client) => {
    const { from, to, subject, html, text, headers } = message;
    const content = [[id], [workspaceId], [from], [to], [subject], [html], [text], [JSON.stringify(headers)]];
    await client.query(STORE_MESSAGES, content);
    await client.query(QUEUE_TEST, [id, workspaceId, shard, subscriberId, now, JSON.stringify(request)]);
  });
  hintDeliver([shard]);
  return { ok: true, messageId: id };
}
