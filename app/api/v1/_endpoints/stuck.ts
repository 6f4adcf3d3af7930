import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { numericParamsSchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import { enrollmentDetailSchema } from "@/lib/api/schemas/enrollment";
import { messageDetailSchema } from "@/lib/api/schemas/message";
import {
  exitedSchema,
  requeuedSchema,
  settleSchema,
  stuckExitSchema,
  stuckFixSchema,
  stuckListSchema,
} from "@/lib/api/schemas/stuck";
import { exitWaiting } from "@/lib/commands/exit-waiting";
import { requeueQuarantined } from "@/lib/commands/requeue-quarantined";
import { settleSend } from "@/lib/commands/settle-send";
import { listStuck } from "@/lib/queries/list-stuck";
import { readEnrollment } from "@/lib/queries/read-enrollment";
import { readMessage } from "@/lib/queries/read-message";
import { wholeList } from "./list-answer";

const tag = "Stuck people";

export const stuckEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/stuck",
    summary:
      "List what stands still in a journey until somebody looks at it, by step; brought up to date every half minute",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "All groups", schema: stuckListSchema } },
    handler: async ({ principal, params }) => {
      const groups = await listStuck(principal.workspaceId, params.id);
      return groups ? wholeList(groups) : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/stuck/requeue",
    summary:
      "Walk quarantined people again from where they stood, at most 1,000 a call; at one step where node_id is given",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: stuckFixSchema,
    responses: { 200: { description: "How many were put back", schema: requeuedSchema } },
    handler: async ({ principal, params, body }) => {
      if (!(await listStuck(principal.workspaceId, params.id))) return notFound("journey");
      const wanted = { journeyId: params.id, node: body.node_id };
      return { status: 200, body: await requeueQuarantined(principal, wanted) };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/stuck/exit",
    summary: "Take the people out who wait at a step, at most 100 a call",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: stuckExitSchema,
    responses: { 200: { description: "How many were taken out", schema: exitedSchema } },
    handler: async ({ principal, params, body }) => {
      const done = await exitWaiting(principal, params.id, body.node_id);
      return done ? { status: 200, body: done } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/enrollments/{id}/requeue",
    summary: "Walk a quarantined run again from exactly where it stood",
    tag,
    permission: "edit",
    params: numericParamsSchema,
    responses: {
      200: { description: "The run", schema: enrollmentDetailSchema },
      409: { description: "The run is not quarantined, or the person is in the journey again" },
    },
    handler: async ({ principal, params }) => {
      if (!(await readEnrollment(principal.workspaceId, params.id))) return notFound("enrollment");
      const { requeued, left_out } = await requeueQuarantined(principal, { enrollmentId: params.id });
      if (left_out > 0) return problem(409, "The person is in the journey again and must not be there twice.");
      if (requeued === 0) return problem(409, "The run is not quarantined, or its journey is over.");
      return { status: 200, body: await readEnrollment(principal.workspaceId, params.id) };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/messages/{id}/settle",
    summary:
      "Decide about a mail that failed or may have arrived: it counts as sent, or it is sent again under the same key",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: settleSchema,
    responses: {
      200: { description: "The message", schema: messageDetailSchema },
      409: { description: "Only an uncertain mail can be called sent, only an uncertain or failed one sent again" },
    },
    handler: async ({ principal, params, body }) => {
      const settled = await settleSend(principal, params.id, body.as);
      if (settled.ok) return { status: 200, body: await readMessage(principal.workspaceId, params.id) };
      if (settled.reason === "not_found") return notFound("message");
      return problem(
        409,
        "Only an uncertain mail can be called sent, only an uncertain or failed one can be sent again.",
      );
    },
  }),
];
