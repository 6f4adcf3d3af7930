import * as z from "zod";
import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema, uuidSchema } from "@/lib/api/schemas/common";
import {
  pushKeySchema,
  pushSubscribeSchema,
  pushSubscriptionListQuerySchema,
  pushSubscriptionListSchema,
  pushTestSchema,
  pushTestSentSchema,
  pushUnsubscribeSchema,
} from "@/lib/api/schemas/push";
import { deliverEnvironment } from "@/lib/commands/deliver-environment";
import { readPushKey } from "@/lib/commands/push/push-keys";
import { removeBrowser } from "@/lib/commands/push/remove-browser";
import { subscribeBrowser, unsubscribeBrowser } from "@/lib/commands/push/subscribe-browser";
import { testPush } from "@/lib/commands/push/test-push";
import { listPushSubscriptions } from "@/lib/queries/list-push-subscriptions";
import { page } from "./list-answer";

const tag = "Web push";

const subscribedSchema = z.object({ id: uuidSchema });

/** What pages of the customer's own site call has the permission of events: the key stands in those pages. */
export const pushEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/push/key",
    summary: "The key that browsers subscribe with (applicationServerKey)",
    tag,
    permission: "ingest",
    crossOrigin: true,
    responses: { 200: { description: "The workspace's public VAPID key", schema: pushKeySchema } },
    handler: async ({ principal }) => ({
      status: 200,
      body: { public_key: await readPushKey(principal.workspaceId) },
    }),
  }),
  defineEndpoint({
    method: "POST",
    path: "/push/subscriptions",
    summary: "Take a browser's push subscription for a person",
    tag,
    permission: "ingest",
    crossOrigin: true,
    body: pushSubscribeSchema,
    responses: {
      200: { description: "It was known; it is this person's now", schema: subscribedSchema },
      201: { description: "Subscribed", schema: subscribedSchema },
    },
    handler: async ({ principal, body, headers }) => {
      const env = deliverEnvironment();
      const result = await subscribeBrowser(principal.workspaceId, body, {
        userAgent: headers.get("user-agent") ?? "",
        allowPrivate: env.webhookAllowPrivate,
        now: env.realNow(),
      });
      if (result.ok) return { status: result.created ? 201 : 200, body: { id: result.id } };
      const { path, message } = result;
      return problem(422, "The subscription cannot be pushed to.", { errors: [{ path, message }] });
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/push/unsubscribe",
    summary: "Forget a browser",
    tag,
    permission: "ingest",
    crossOrigin: true,
    body: pushUnsubscribeSchema,
    responses: { 204: { description: "Forgotten, if it was known" } },
    handler: async ({ principal, body }) => {
      await unsubscribeBrowser(principal.workspaceId, body.endpoint);
      return { status: 204 };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/push/subscriptions",
    summary: "List browsers that may be pushed to, newest first",
    tag,
    permission: "read",
    query: pushSubscriptionListQuerySchema,
    responses: { 200: { description: "A page of browsers", schema: pushSubscriptionListSchema } },
    handler: async ({ principal, query }) => page(await listPushSubscriptions(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/push/subscriptions/{id}/test",
    summary: "Push a test to one browser; a sandbox captures it in the Inbox",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: pushTestSchema,
    responses: { 202: { description: "On its way", schema: pushTestSentSchema } },
    handler: async ({ principal, params, body }) => {
      const result = await testPush(principal.workspaceId, params.id, body);
      if (result.ok) return { status: 202, body: { message_id: result.messageId } };
      if (result.reason === "not_found") return notFound("browser");
      return problem(422, "The push is too long.", {
        errors: [{ path: "body", message: "is too long with its link" }],
      });
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/push/subscriptions/{id}",
    summary: "Take a browser off the list",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Removed" } },
    handler: async ({ principal, params }) =>
      (await removeBrowser(principal, params.id)) ? { status: 204 } : notFound("browser"),
  }),
];
