import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound } from "@/lib/api/problem";
import { numericParamsSchema } from "@/lib/api/schemas/common";
import {
  suppressionCreateSchema,
  suppressionListQuerySchema,
  suppressionListSchema,
  suppressionSchema,
} from "@/lib/api/schemas/suppression";
import { addSuppression } from "@/lib/commands/add-suppression";
import { removeSuppression } from "@/lib/commands/remove-suppression";
import { listSuppressions } from "@/lib/queries/list-suppressions";
import { page } from "./list-answer";

const tag = "Suppressions";

export const suppressionEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/suppressions",
    summary: "List addresses that get no marketing mail, newest first",
    tag,
    permission: "read",
    query: suppressionListQuerySchema,
    responses: { 200: { description: "A page of suppressions", schema: suppressionListSchema } },
    handler: async ({ principal, query }) => page(await listSuppressions(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/suppressions",
    summary: "Stop marketing mail to an address",
    tag,
    permission: "edit",
    body: suppressionCreateSchema,
    responses: {
      200: { description: "It was suppressed already", schema: suppressionSchema },
      201: { description: "Suppressed", schema: suppressionSchema },
    },
    handler: async ({ principal, body }) => {
      const { created, suppression } = await addSuppression(principal, body);
      return { status: created ? 201 : 200, body: suppression };
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/suppressions/{id}",
    summary: "Let mail go to an address again; where its owner had unsubscribed, that is taken back",
    tag,
    permission: "edit",
    params: numericParamsSchema,
    responses: { 204: { description: "Removed" } },
    handler: async ({ principal, params }) =>
      (await removeSuppression(principal, params.id)) ? { status: 204 } : notFound("suppression"),
  }),
];
