import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { messageDetailSchema, messageListQuerySchema, messageListSchema } from "@/lib/api/schemas/message";
import { listMessages } from "@/lib/queries/list-messages";
import { readMessage } from "@/lib/queries/read-message";
import { page } from "./list-answer";

const tag = "Messages";

export const messageEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/messages",
    summary: "List messages and webhook calls, newest first",
    tag,
    permission: "read",
    query: messageListQuerySchema,
    responses: { 200: { description: "A page of messages", schema: messageListSchema } },
    handler: async ({ principal, query }) => page(await listMessages(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/messages/{id}",
    summary: "Read a message as the person got it, with what happened to it",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The message", schema: messageDetailSchema } },
    handler: async ({ principal, params }) => {
      const body = await readMessage(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("message");
    },
  }),
];
