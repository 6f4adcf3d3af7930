import { defineEndpoint } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import { sendAcceptedSchema, sendRequestSchema } from "@/lib/api/schemas/send";
import { sendTransactional } from "@/lib/commands/send-transactional";

export const sendEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/send",
    summary: "Send one transactional mail now; an unsubscribe does not hold it back, a bounce or complaint does",
    tag: "Messages",
    permission: "publish",
    body: sendRequestSchema,
    responses: { 202: { description: "Written, and handed to delivery", schema: sendAcceptedSchema } },
    handler: async ({ principal, body }) => {
      const sent = await sendTransactional(principal.workspaceId, body);
      if (sent.ok) return { status: 202, body: { message_id: sent.id, to: sent.to, subject: sent.subject } };
      return problem(422, "The mail cannot be sent.", { errors: [{ path: sent.field, message: sent.message }] });
    },
  }),
];
