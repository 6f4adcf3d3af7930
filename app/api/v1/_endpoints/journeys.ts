import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { etagOf, requiredIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  journeyCreateSchema,
  journeyListQuerySchema,
  journeyListSchema,
  journeyPatchSchema,
  journeySchema,
  journeyVersionListSchema,
} from "@/lib/api/schemas/journey";
import { compareQuerySchema, comparisonSchema } from "@/lib/api/schemas/journey-versions";
import { createJourney } from "@/lib/commands/create-journey";
import { deleteJourney } from "@/lib/commands/delete-journey";
import { duplicateJourney } from "@/lib/commands/duplicate-journey";
import { saveJourneyDraft } from "@/lib/commands/save-journey-draft";
import { compareMails } from "@/lib/queries/compare-mails";
import { listJourneyVersions } from "@/lib/queries/list-journey-versions";
import { listJourneys } from "@/lib/queries/list-journeys";
import { readJourney } from "@/lib/queries/read-journey";

const tag = "Journeys";
const one = { description: "The journey", schema: journeySchema };

/** The journey as it is now, with its revision as ETag. */
export async function journeyAnswer(status: number, workspaceId: number, id: string): Promise<EndpointResponse> {
  const body = await readJourney(workspaceId, id);
  return body ? { status, body, headers: etagOf(body.revision) } : notFound("journey");
}

export const journeyEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys",
    summary: "List journeys, newest first",
    tag,
    permission: "read",
    query: journeyListQuerySchema,
    responses: { 200: { description: "A page of journeys", schema: journeyListSchema } },
    handler: async ({ principal, query }) => {
      const body = await listJourneys(principal.workspaceId, query);
      return body ? { status: 200, body } : badCursor();
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys",
    summary: "Create a draft",
    tag,
    permission: "edit",
    body: journeyCreateSchema,
    responses: { 201: one },
    handler: async ({ principal, body }) =>
      journeyAnswer(201, principal.workspaceId, await createJourney(principal, body)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}",
    summary: "Read a journey with its draft",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => journeyAnswer(200, principal.workspaceId, params.id),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/journeys/{id}",
    summary: "Save the draft; needs If-Match with the revision it is based on",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: journeyPatchSchema,
    ifMatch: "required",
    responses: {
      200: one,
      409: { description: STALE },
      428: { description: "If-Match is missing" },
    },
    handler: async ({ principal, params, body, headers }) => {
      const asked = requiredIfMatch(headers);
      if (!asked.ok) return asked.answer;
      const saved = await saveJourneyDraft(principal, params.id, asked.revision, body);
      if (saved.ok) return journeyAnswer(200, principal.workspaceId, params.id);
      return saved.reason === "not_found" ? notFound("journey") : staleAnswer("journey", saved.revision);
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/journeys/{id}",
    summary: "Delete a draft or an archived journey",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Deleted" }, 409: { description: "It is live, or people are still in it" } },
    handler: async ({ principal, params }) => {
      const deleted = await deleteJourney(principal, params.id);
      if (deleted.ok) return { status: 204 };
      if (deleted.reason === "not_found") return notFound("journey");
      const { status, people } = deleted;
      const inside = people === 1 ? "1 person is still inside" : `${people} people are still inside`;
      return status === "archived"
        ? problem(409, `${inside} and about to leave. Try again in a moment.`)
        : problem(409, `Archive the journey first: it is ${status}, and ${inside}.`);
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/duplicate",
    summary: "Copy into a new draft",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 201: { ...one, description: "The copy" } },
    handler: async ({ principal, params }) => {
      const id = await duplicateJourney(principal, params.id);
      return id === undefined ? notFound("journey") : journeyAnswer(201, principal.workspaceId, id);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/versions",
    summary: "List the published versions, newest first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "All versions", schema: journeyVersionListSchema } },
    handler: async ({ principal, params }) => {
      const data = await listJourneyVersions(principal.workspaceId, params.id);
      return data ? { status: 200, body: { data, next_cursor: null } } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/compare",
    summary: "The mails that differ between the draft and a version, or between two versions",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: compareQuerySchema,
    responses: { 200: { description: "Every mail that differs, on both sides", schema: comparisonSchema } },
    handler: async ({ principal, params, query }) => {
      const mails = await compareMails(principal.workspaceId, params.id, query);
      if (mails === "not_found") return notFound("journey");
      if (typeof mails !== "string") return { status: 200, body: { mails } };
      return problem(422, "The journey has no such version.", {
        errors: [{ path: mails, message: "unknown version" }],
      });
    },
  }),
];
