import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { publishProblemsSchema } from "@/lib/api/schemas/journey";
import { simulateRequestSchema, simulationSchema } from "@/lib/api/schemas/simulate";
import { whyQuerySchema, whySchema } from "@/lib/api/schemas/why";
import { explainPerson } from "@/lib/queries/explain-person";
import { simulateJourney } from "@/lib/queries/simulate-journey";
import { publishProblems } from "./publish-problems";

const unknown = (path: string, message: string) =>
  problem(422, "The request names something that is not there.", { errors: [{ path, message }] });

export const simulateEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/simulate",
    summary: "Walk one person through a draft or a version on a virtual clock, with every mail; writes nothing",
    tag: "Journeys",
    permission: "read",
    params: uuidParamsSchema,
    body: simulateRequestSchema,
    responses: {
      200: { description: "The path, the mails and how it ended", schema: simulationSchema },
      422: { description: "The draft has problems that stand in the way", schema: publishProblemsSchema },
    },
    handler: async ({ principal, params, body }) => {
      const simulated = await simulateJourney(principal.workspaceId, params.id, body);
      if (simulated.ok) return { status: 200, body: simulated.simulation };
      switch (simulated.reason) {
        case "not_found":
          return notFound("journey");
        case "no_version":
          return unknown("version", "unknown version");
        case "no_person":
          return unknown("external_id", "unknown subscriber");
        case "invalid":
          return problem(422, "The draft cannot be walked yet.", publishProblems(simulated.problems));
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/why",
    summary:
      "Why a person did, or did not, get into the journey or to one of its steps: what decided it, with the evidence",
    tag: "Journeys",
    permission: "read",
    params: uuidParamsSchema,
    query: whyQuerySchema,
    responses: { 200: { description: "The first thing that decided it", schema: whySchema } },
    handler: async ({ principal, params, query }) => {
      const explained = await explainPerson(principal.workspaceId, params.id, query);
      if (explained.ok) return { status: 200, body: explained.why };
      switch (explained.reason) {
        case "not_found":
          return notFound("journey");
        case "no_person":
          return unknown("external_id", "unknown subscriber");
        case "no_node":
          return unknown("node_id", "unknown step");
      }
    },
  }),
];
