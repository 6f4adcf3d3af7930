import { defineEndpoint } from "@/lib/api/define-endpoint";
import { badCursor, notFound } from "@/lib/api/problem";
import { pageQuerySchema } from "@/lib/api/schemas/common";
import {
  subscriberExportSchema,
  subscriberListQuerySchema,
  subscriberListSchema,
  subscriberParamsSchema,
  subscriberSchema,
  subscriberWriteSchema,
  timelineSchema,
} from "@/lib/api/schemas/subscriber";
import { requestErasure } from "@/lib/commands/request-erasure";
import { upsertSubscriber } from "@/lib/commands/upsert-subscriber";
import { exportSubscriber } from "@/lib/queries/export-subscriber";
import { listSubscribers } from "@/lib/queries/list-subscribers";
import { listTimeline } from "@/lib/queries/list-timeline";
import { readSubscriber } from "@/lib/queries/read-subscriber";

const tag = "Subscribers";
const one = { description: "The person", schema: subscriberSchema };

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
    responses: { 200: one },
    handler: async ({ principal, params }) => {
      const body = await readSubscriber(principal.workspaceId, params.external_id);
      return body ? { status: 200, body } : notFound("subscriber");
    },
  }),
  defineEndpoint({
    method: "PUT",
    path: "/subscribers/{external_id}",
    summary: "Create a person, or merge into the one that is there: absent fields stay, null clears",
    tag,
    permission: "edit",
    params: subscriberParamsSchema,
    body: subscriberWriteSchema,
    responses: { 200: one, 201: { ...one, description: "A new person" } },
    handler: async ({ principal, params, body }) => {
      const { created } = await upsertSubscriber(principal.workspaceId, params.external_id, body);
      const person = await readSubscriber(principal.workspaceId, params.external_id);
      return person ? { status: created ? 201 : 200, body: person } : notFound("subscriber");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/subscribers/{external_id}/timeline",
    summary: "Everything that happened to a person, newest first",
    tag,
    permission: "read",
    params: subscriberParamsSchema,
    query: pageQuerySchema,
    responses: { 200: { description: "A page of the timeline", schema: timelineSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await listTimeline(principal.workspaceId, params.external_id, query);
      if (body === "not_found") return notFound("subscriber");
      return body === "bad_cursor" ? badCursor() : { status: 200, body };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/subscribers/{external_id}/export",
    summary: "All personal data of a person",
    tag,
    permission: "export",
    params: subscriberParamsSchema,
    responses: { 200: { description: "The person's data, as a download", schema: subscriberExportSchema } },
    handler: async ({ principal, params }) => {
      const body = await exportSubscriber(principal.workspaceId, params.external_id);
      if (!body) return notFound("subscriber");
      return { status: 200, body, headers: { "content-disposition": 'attachment; filename="subscriber.json"' } };
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/subscribers/{external_id}",
    summary: "Erase a person with everything that is kept about them",
    tag,
    permission: "edit",
    params: subscriberParamsSchema,
    responses: { 202: { description: "Erased; backups follow their own retention" } },
    handler: async ({ principal, params }) =>
      (await requestErasure(principal, params.external_id))
        ? { status: 202, body: { status: "erased" } }
        : notFound("subscriber"),
  }),
];
