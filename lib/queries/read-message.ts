import * as z from "zod";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { shownRequest } from "@/lib/channels/shown-request";
import { withWorkspace } from "@/lib/db/with-workspace";
import { jsonSchema } from "@/lib/journey/json";
import { iso } from "./iso";
import { MESSAGE_COLUMNS, MESSAGE_JOINS, type MessageRow, presentMessage } from "./present-message";

type Row = MessageRow & { html: string | null; text: string | null; headers: unknown; request: unknown };

const headersSchema = z.record(z.string(), z.string()).catch({});

/** One message as the person got it, with what happened to it; undefined when there is none of ours. */
export async function readMessage(workspaceId: number, id: string): Promise<MessageDetail | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select ${MESSAGE_COLUMNS}, m.html, m.text, m.headers, d.request
      from sends d ${MESSAGE_JOINS} where d.id = ${id}::uuid and d.workspace_id = ${workspaceId}`;
    if (!row) return undefined;
    const events = await tx.$queryRaw<{ kind: string; at: Date; url: string | null; machine: boolean }[]>`
      select kind, at, url, machine from message_events where send_id = ${id}::uuid order by id`;
    const { html, text, headers, request, ...message } = row;
    return {
      ...presentMessage(message),
      html,
      text,
      headers: headersSchema.parse(headers ?? {}),
      request: request === null ? null : shownRequest(jsonSchema.parse(request)),
      events: events.map((event) => ({ ...event, at: iso(event.at) })),
    };
  });
}
