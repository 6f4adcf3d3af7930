import { defineEndpoint } from "@/lib/api/define-endpoint";
import { badCursor, notFound } from "@/lib/api/problem";
import {
  subscriberListQuerySchema,
  subscriberListSchema,
  subscriberParamsSchema,
  subscriberSchema,
} from "@/lib/api/schemas/subscriber";
import { listSubscribers } from "@/lib/queries/list-subscribers";
import { readSubscriber } from "@/lib/queries/read-subscriber";

const tag = "Subscribers";

export const subscriberEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/subscribers",
    summary: "List people, newest first",
    tag,
    permission: "read",
    query: subscriberListQuerySchema,
    responses: { 200: { description: "A page of people", schema: subscriberListSchema } },
    handler: async ({ principal, query }) => {
      const body = await listSubscribers(principal.workspaceId, query);
      return body ? { status: 200, body } : badCursor();
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/subscribers/{external_id}",
    summary: "Read a person",
    tag,
    permission: "read",
    params: subscriberParamsSchema,
    responses: { 200: { description: "The person", schema: subscriberSchema } },
    handler: async ({ principal, params }) => {
      const body = await readSubscriber(principal.workspaceId, params.external_id);
      return body ? { status: 200, body } : notFound("subscriber");
    },
  }),
];
