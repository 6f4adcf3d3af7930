import { defineEndpoint } from "@/lib/api/define-endpoint";
import { badCursor, notFound } from "@/lib/api/problem";
import { numericParamsSchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import { enrollmentDetailSchema, enrollmentListQuerySchema, enrollmentListSchema } from "@/lib/api/schemas/enrollment";
import { listEnrollments } from "@/lib/queries/list-enrollments";
import { readEnrollment } from "@/lib/queries/read-enrollment";

const tag = "Enrollments";

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
    responses: { 200: { description: "The run", schema: enrollmentDetailSchema } },
    handler: async ({ principal, params }) => {
      const body = await readEnrollment(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("enrollment");
    },
  }),
];
