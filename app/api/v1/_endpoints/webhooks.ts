import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { secondsToTestCall } from "@/lib/api/rate-limit";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { answerFieldListSchema, testCallRequestSchema, testCallSchema } from "@/lib/api/schemas/test-call";
import {
  webhookSecretCreatedSchema,
  webhookSecretCreateSchema,
  webhookSecretListSchema,
} from "@/lib/api/schemas/webhook-secret";
import { testCall } from "@/lib/commands/calls/test-call";
import { endWebhookSecret } from "@/lib/commands/end-webhook-secret";
import { makeWebhookSigningSecret } from "@/lib/commands/make-webhook-signing-secret";
import { listAnswerFields } from "@/lib/queries/list-answer-fields";
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
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/test-call",
    summary: "Make one step's call for real, for one person, and see request and answer; nobody's run is touched",
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    body: testCallRequestSchema,
    responses: {
      200: { description: "What was sent and what came back", schema: testCallSchema },
      429: { description: "Too many test calls" },
    },
    handler: async ({ principal, params, body }) => {
      const wait = await secondsToTestCall(principal.workspaceId);
      if (wait !== undefined)
        return problem(429, "Too many test calls in a minute.", { headers: { "retry-after": String(wait) } });
      const tested = await testCall(principal, params.id, body);
      if (tested.ok) return { status: 200, body: tested.result };
      switch (tested.reason) {
        case "no_journey":
          return notFound("journey");
        case "no_person":
          return problem(422, "There is no such person.", { errors: [{ path: "external_id", message: "is unknown" }] });
        case "invalid": {
          const { path, message } = tested;
          return problem(422, "The step cannot be called as it stands.", { errors: [{ path, message }] });
        }
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/answer-fields",
    summary: "Which fields the answers to a journey's calls have had, for run.<step>.<path>",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "Fields by step", schema: answerFieldListSchema } },
    handler: async ({ principal, params }) => {
      const data = await listAnswerFields(principal.workspaceId, params.id);
      return data ? { status: 200, body: { data, next_cursor: null } } : notFound("journey");
    },
  }),
];
