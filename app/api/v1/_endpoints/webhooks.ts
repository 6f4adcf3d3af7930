import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  webhookSecretCreatedSchema,
  webhookSecretCreateSchema,
  webhookSecretListSchema,
} from "@/lib/api/schemas/webhook-secret";
import { endWebhookSecret } from "@/lib/commands/end-webhook-secret";
import { makeWebhookSigningSecret } from "@/lib/commands/make-webhook-signing-secret";
import { listWebhookSecrets } from "@/lib/queries/list-webhook-secrets";

const tag = "Webhooks";

export const webhookEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/webhook-secrets",
    summary: "List the secrets that webhook calls are signed with now, newest first; never the secrets themselves",
    tag,
    permission: "read",
    responses: { 200: { description: "Valid secrets", schema: webhookSecretListSchema } },
    handler: async ({ principal }) => ({
      status: 200,
      body: { data: await listWebhookSecrets(principal.workspaceId), next_cursor: null },
    }),
  }),
  defineEndpoint({
    method: "POST",
    path: "/webhook-secrets",
    summary:
      "Make the signing secret of webhooks, or replace it with both valid for a while; the secret is in the answer only",
    tag,
    permission: "manage_workspace",
    body: webhookSecretCreateSchema,
    answersSecret: true,
    responses: { 201: { description: "The secret", schema: webhookSecretCreatedSchema } },
    handler: async ({ principal, body }) => ({ status: 201, body: await makeWebhookSigningSecret(principal, body) }),
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/webhook-secrets/{id}",
    summary: "Stop signing with a secret at once",
    tag,
    permission: "manage_workspace",
    params: uuidParamsSchema,
    responses: { 204: { description: "Ended" } },
    handler: async ({ principal, params }) =>
      (await endWebhookSecret(principal, params.id)) ? { status: 204 } : notFound("webhook secret"),
  }),
];
