import type pg from "pg";
import type { WebhookRequest } from "@/lib/channels/webhook-request";
import { jsonArray, plainArray, textArray } from "@/lib/db/array-literal";
import { sendId } from "@/lib/db/send-id";
import { TELL_CHATS } from "@/lib/db/tasks.sql";
import type { AssignedTask } from "./assigned-task";

/**
 * Puts a call of the step's chat into the ledger for each task that names one. It is performed like any webhook (at least once, retried,
 * public addresses only); the person does not wait for it.
 */
export async function tellChats(client: pg.ClientBase, tasks: readonly AssignedTask[], appUrl: string): Promise<void> {
  const told = tasks.filter(({ effect }) => effect.task.notify_url !== undefined);
  if (told.length === 0) return;
  const { rows } = await client.query<{ id: number; slug: string }>(
    "select id, slug from workspaces where id = any($1::int[])",
    [plainArray([...new Set(told.map(({ walked }) => walked.row.workspace_id))])],
  );
  const slugOf = new Map(rows.map(({ id, slug }) => [id, slug]));
  await client.query(TELL_CHATS, [
    plainArray(told.map(({ walked, planned }) => sendId(walked.row.id, planned.visit, "task_chat"))),
    plainArray(told.map(({ walked }) => walked.row.workspace_id)),
    plainArray(told.map(({ walked }) => walked.shard)),
    plainArray(told.map(({ walked }) => walked.row.id)),
    plainArray(told.map(({ walked }) => walked.version.id)),
    plainArray(told.map(({ walked }) => walked.row.subscriber_id)),
    plainArray(told.map(({ walked, planned }) => walked.version.compiled.indexOf(planned.node))),
    plainArray(told.map(({ planned }) => planned.visit)),
    textArray(told.map(({ planned }) => new Date(planned.at).toISOString())),
    jsonArray(
      told.map((task) =>
        requestOf(task, `${appUrl}/w/${slugOf.get(task.walked.row.workspace_id) ?? ""}/tasks?task=${task.id}`),
      ),
    ),
  ]);
}

/** `{"text": …}` is what Slack, Mattermost, Rocket.Chat and Google Chat take. */
function requestOf({ effect: { task }, assignee }: AssignedTask, link: string): WebhookRequest {
  const whom = assignee ? ` for ${assignee.address}` : "";
  const due =
    task.due_at === null ? "" : `\nDue ${new Date(task.due_at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const text = `New task${whom}: ${plain(task.title)}${due}${task.notes ? `\n${plain(task.notes)}` : ""}\n${link}`;
  return { method: "POST", url: task.notify_url ?? "", headers: {}, body: JSON.stringify({ text }) };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Somebody's name must not become a link or call everybody of the channel (`<!channel>`). */
function plain(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}
