import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import { numericParamsSchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  enrollmentDetailSchema,
  enrollmentListQuerySchema,
  enrollmentListSchema,
  enrollRequestSchema,
  exitRequestSchema,
} from "@/lib/api/schemas/enrollment";
import { replaySchema } from "@/lib/api/schemas/simulate";
import { enrollSubscriber } from "@/lib/commands/enroll-subscriber";
import { exitEnrollment } from "@/lib/commands/exit-enrollment";
import { refusalSentence } from "@/lib/journey/refusal";
import { listEnrollments } from "@/lib/queries/list-enrollments";
import { readEnrollment } from "@/lib/queries/read-enrollment";
import { readReplay } from "@/lib/queries/read-replay";

const tag = "Enrollments";
const one = { description: "The run", schema: enrollmentDetailSchema };

async function enrollmentAnswer(status: number, workspaceId: number, id: string): Promise<EndpointResponse> {
  const body = await readEnrollment(workspaceId, id);
  return body ? { status, body } : notFound("enrollment");
}

export const enrollmentEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/enrollments",
    summary: "List the runs of a journey, newest first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: enrollmentListQuerySchema,
    responses: { 200: { description: "A page of runs", schema: enrollmentListSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await listEnrollments(principal.workspaceId, params.id, query);
      if (body === "not_found") return notFound("journey");
      return body === "bad_cursor" ? badCursor() : { status: 200, body };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/enrollments/{id}",
    summary: "Read a run with every visit and the values its decisions saw",
    tag,
    permission: "read",
    params: numericParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => enrollmentAnswer(200, principal.workspaceId, params.id),
  }),
  defineEndpoint({
    method: "GET",
    path: "/enrollments/{id}/replay",
    summary: "Replay a run: every decision, every mail as it was sent, what the person did, and where they stand now",
    tag,
    permission: "read",
    params: numericParamsSchema,
    responses: { 200: { description: "The run as a story", schema: replaySchema } },
    handler: async ({ principal, params }) => {
      const body = await readReplay(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("enrollment");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/enrollments",
    summary: "Put a person into the journey's live version; properties are what event.* means inside",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: enrollRequestSchema,
    responses: {
      201: one,
      409: { description: "The journey is not active, or the person may not enter (again)" },
    },
    handler: async ({ principal, params, body }) => {
      const { external_id, properties } = body;
      const enrolled = await enrollSubscriber(principal, params.id, { externalId: external_id, properties });
      if (enrolled.ok) return enrollmentAnswer(201, principal.workspaceId, enrolled.enrollmentId);
      switch (enrolled.reason) {
        case "journey_not_found":
          return notFound("journey");
        case "subscriber_not_found":
          return notFound("subscriber");
        case "not_active":
          return problem(409, "The journey is not active: it takes nobody in.");
        default:
          return problem(409, refusalSentence(enrolled.reason));
      }
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/enrollments/{id}/exit",
    summary: "Take a person out of the journey where they stand",
    tag,
    permission: "edit",
    params: numericParamsSchema,
    body: exitRequestSchema,
    responses: { 200: one, 409: { description: "The run has ended already" } },
    handler: async ({ principal, params, body }) => {
      const exited = await exitEnrollment(principal, params.id, body?.reason);
      if (exited.ok) return enrollmentAnswer(200, principal.workspaceId, params.id);
      switch (exited.reason) {
        case "not_found":
          return notFound("enrollment");
        case "already_ended":
          return problem(409, "The run has ended already.");
        case "busy":
          return problem(409, "The run is being worked on; try again.");
      }
    },
  }),
];
