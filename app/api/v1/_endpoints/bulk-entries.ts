import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import {
  bulkEntryListSchema,
  bulkEntryParamsSchema,
  bulkEntryRequestSchema,
  bulkEntrySchema,
  bulkPreviewRequestSchema,
  bulkPreviewSchema,
} from "@/lib/api/schemas/bulk-entry";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { startBulkEntry, stopBulkEntry } from "@/lib/commands/start-bulk-entry";
import { previewBulkEntry } from "@/lib/queries/preview-bulk-entry";
import { readBulkEntries } from "@/lib/queries/read-bulk-entries";
import { readJourney } from "@/lib/queries/read-journey";

const tag = "Enrollments";
const one = { description: "How far it is", schema: bulkEntrySchema };
/** A list of ids is longer than other bodies. */
const BODY_MAX_BYTES = 4_000_000;

export const bulkEntryEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/bulk-enrollments/preview",
    summary:
      "Count the people a source means: a segment, a list of ids, everybody, or whom the triggers match now; stores nothing",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    body: bulkPreviewRequestSchema,
    bodyMaxBytes: BODY_MAX_BYTES,
    responses: {
      200: { description: "The head-count", schema: bulkPreviewSchema },
      409: { description: "The journey has no live version" },
    },
    handler: async ({ principal, params, body }) => {
      const preview = await previewBulkEntry(principal.workspaceId, params.id, body.source, body.of);
      if (preview) return { status: 200, body: preview };
      const journey = await readJourney(principal.workspaceId, params.id);
      return journey ? problem(409, "The journey has no live version.") : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/bulk-enrollments",
    summary: "Put many people into the journey's live version; a worker does it in batches",
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    body: bulkEntryRequestSchema,
    bodyMaxBytes: BODY_MAX_BYTES,
    responses: { 202: one, 409: { description: "The journey takes nobody in now" } },
    handler: async ({ principal, params, body }) => {
      const started = await startBulkEntry(principal, params.id, body);
      if (started.ok) {
        const [entry] = await readBulkEntries(principal.workspaceId, params.id, started.id);
        return entry ? { status: 202, body: entry } : notFound("bulk enrollment");
      }
      switch (started.reason) {
        case "journey_not_found":
          return notFound("journey");
        case "not_active":
          return problem(409, "The journey is not active: it takes nobody in.");
        case "segment_not_found":
          return problem(422, "There is no such segment.", {
            errors: [{ path: "source.segment_id", message: "There is no such segment." }],
          });
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/bulk-enrollments",
    summary: "List the latest bulk enrollments of a journey with their progress",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The latest 50", schema: bulkEntryListSchema } },
    handler: async ({ principal, params }) => {
      if (!(await readJourney(principal.workspaceId, params.id))) return notFound("journey");
      const data = await readBulkEntries(principal.workspaceId, params.id);
      return { status: 200, body: { data, next_cursor: null } };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/bulk-enrollments/{bulk_id}",
    summary: "Read how far a bulk enrollment is, and why people were turned away",
    tag,
    permission: "read",
    params: bulkEntryParamsSchema,
    responses: { 200: one },
    handler: async ({ principal, params }) => {
      const [entry] = await readBulkEntries(principal.workspaceId, params.id, params.bulk_id);
      return entry ? { status: 200, body: entry } : notFound("bulk enrollment");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/bulk-enrollments/{bulk_id}/stop",
    summary: "Stop a bulk enrollment where it is; whoever has entered stays in",
    tag,
    permission: "publish",
    params: bulkEntryParamsSchema,
    responses: { 200: one, 409: { description: "It is over already" } },
    handler: async ({ principal, params }) => {
      const stopped = await stopBulkEntry(principal, params.id, params.bulk_id);
      const [entry] = await readBulkEntries(principal.workspaceId, params.id, params.bulk_id);
      if (!entry) return notFound("bulk enrollment");
      return stopped ? { status: 200, body: entry } : problem(409, "It is over already.");
    },
  }),
];
