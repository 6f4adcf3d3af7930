import { defineEndpoint } from "@/lib/api/define-endpoint";
import {
  attributeListSchema,
  eventKindListSchema,
  eventListQuerySchema,
  eventListSchema,
  tagListSchema,
} from "@/lib/api/schemas/activity";
import { listAttributes } from "@/lib/queries/list-attributes";
import { listEventKinds } from "@/lib/queries/list-event-kinds";
import { listEvents } from "@/lib/queries/list-events";
import { listTags } from "@/lib/queries/list-tags";
import { page, wholeList } from "./list-answer";

const tag = "Activity";

export const activityEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/events",
    summary: "List received events, newest first",
    tag,
    permission: "read",
    query: eventListQuerySchema,
    responses: { 200: { description: "A page of events", schema: eventListSchema } },
    handler: async ({ principal, query }) => page(await listEvents(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/event-kinds",
    summary: "List the kinds of events learned so far, with example properties",
    tag,
    permission: "read",
    responses: { 200: { description: "All kinds", schema: eventKindListSchema } },
    handler: async ({ principal }) => wholeList(await listEventKinds(principal.workspaceId)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/attributes",
    summary: "List what is known about people, with example values",
    tag,
    permission: "read",
    responses: { 200: { description: "All paths", schema: attributeListSchema } },
    handler: async ({ principal }) => wholeList(await listAttributes(principal.workspaceId)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/tags",
    summary: "List tags by how many people have them",
    tag,
    permission: "read",
    responses: { 200: { description: "All tags", schema: tagListSchema } },
    handler: async ({ principal }) => wholeList(await listTags(principal.workspaceId)),
  }),
];
