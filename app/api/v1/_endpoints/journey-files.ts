import { stringify } from "yaml";
import * as z from "zod";
import { defineEndpoint } from "@/lib/api/define-endpoint";
import { optionalIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { journeyFileJsonSchema } from "@/lib/api/journey-file-schema";
import { notFound, problem } from "@/lib/api/problem";
import { problemSchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  exportQuerySchema,
  IMPORT_BYTES_MAX,
  importPlanSchema,
  importRequestSchema,
} from "@/lib/api/schemas/journey-file";
import { importJourney } from "@/lib/commands/import-journey";
import { exportJourney } from "@/lib/queries/export-journey";

const tag = "Journeys as code";

export const journeyFileEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/file-schema",
    summary: "The JSON Schema of a journey's file",
    tag,
    permission: "read",
    responses: { 200: { description: "JSON Schema 2020-12", schema: z.record(z.string(), z.unknown()) } },
    handler: async () => ({ status: 200, body: journeyFileJsonSchema() }),
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/export",
    summary: "The draft with its templates, segments and tests as one file, JSON or YAML",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: exportQuerySchema,
    responses: { 200: { description: "The file", schema: z.record(z.string(), z.unknown()) } },
    handler: async ({ principal, params, query }) => {
      const file = await exportJourney(principal.workspaceId, params.id);
      if (!file) return notFound("journey");
      if (query.format === "json") return { status: 200, body: file };
      const stream = new Blob([stringify(file, { lineWidth: 120 })]).stream();
      return { status: 200, stream, headers: { "content-type": "application/yaml; charset=utf-8" } };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/import",
    summary: "Make a journey's draft, tests, segments and templates what a file says, or only say what that would do",
    tag,
    permission: "edit",
    body: importRequestSchema,
    bodyMaxBytes: IMPORT_BYTES_MAX * 2,
    ifMatch: "optional",
    responses: {
      200: { description: "What was done, or would be", schema: importPlanSchema },
      409: { description: `The journey is archived. ${STALE}` },
      422: { description: "Every problem of the file, with its place", schema: problemSchema },
    },
    handler: async ({ principal, body, headers }) => {
      const asked = optionalIfMatch(headers);
      if (!asked.ok) return asked.answer;
      if (asked.revision !== "any" && (body.as_new || body.journey_id === undefined))
        return problem(422, "If-Match is about the journey that journey_id names.", {
          errors: [{ path: "journey_id", message: "needed beside If-Match, and without as_new" }],
        });
      const imported = await importJourney(principal, body, asked.revision);
      if (imported.ok) return { status: 200, body: imported.plan };
      switch (imported.reason) {
        case "not_found":
          return problem(422, "This names something that is not there.", {
            errors: [{ path: "journey_id", message: "unknown journey" }],
          });
        case "stale":
          return staleAnswer("journey", imported.revision);
        case "archived":
          return problem(409, "An archived journey stays as it is. Import with as_new instead.");
        case "invalid":
          return problem(422, "The file cannot be imported.", { errors: imported.errors });
      }
    },
  }),
];
