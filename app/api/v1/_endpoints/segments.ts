import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { etagOf, optionalIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import { pageQuerySchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  segmentCreateSchema,
  segmentListSchema,
  segmentMembersChangedSchema,
  segmentMembersRequestSchema,
  segmentMembersSchema,
  segmentPatchSchema,
  segmentPreviewRequestSchema,
  segmentPreviewSchema,
  segmentSchema,
} from "@/lib/api/schemas/segment";
import { type ChangedSegmentMembers, changeSegmentMembers } from "@/lib/commands/change-segment-members";
import { createSegment } from "@/lib/commands/create-segment";
import { deleteSegment } from "@/lib/commands/delete-segment";
import { updateSegment } from "@/lib/commands/update-segment";
import { listSegmentMembers } from "@/lib/queries/list-segment-members";
import { listSegments, readSegment } from "@/lib/queries/list-segments";
import { previewSegment } from "@/lib/queries/preview-segment";
import { page } from "./list-answer";

const tag = "Segments";
const one = { description: "The segment", schema: segmentSchema };

/** The segment as it is now, with its revision as ETag. */
async function segmentAnswer(status: number, workspaceId: number, id: string): Promise<EndpointResponse> {
  const body = await readSegment(workspaceId, id);
  return body ? { status, body, headers: etagOf(body.revision) } : notFound("segment");
}

const changed = { description: "How many came or went", schema: segmentMembersChangedSchema };

function membersAnswer(done: ChangedSegmentMembers): EndpointResponse {
  if (done.ok) return { status: 200, body: { changed: done.changed, unknown: done.unknown } };
  return done.reason === "not_found"
    ? notFound("segment")
    : problem(409, "People come and go by this segment's rules; only a manual segment has members by hand.");
}

const nameTaken = () => problem(409, "There is a segment of this name already.");
const unusable = (message: string) =>
  problem(422, "The condition cannot define a segment.", { errors: [{ path: "condition", message }] });

export const segmentEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/segments",
    summary: "List segments, newest first",
    tag,
    permission: "read",
    query: pageQuerySchema,
    responses: { 200: { description: "A page of segments", schema: segmentListSchema } },
    handler: async ({ principal, query }) => page(await listSegments(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/segments",
    summary: "Create a segment from a condition",
    tag,
    permission: "edit",
    body: segmentCreateSchema,
    responses: { 201: one, 409: { description: "The name is taken" } },
    handler: async ({ principal, body }) => {
      const made = await createSegment(principal, body);
      if (made.ok) return segmentAnswer(201, principal.workspaceId, made.id);
      return made.reason === "name_taken" ? nameTaken() : unusable(made.message);
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/segments/preview",
    summary: "Count the people a condition holds for now, and show a few; stores nothing",
    tag,
    permission: "read",
    body: segmentPreviewRequestSchema,
    responses: { 200: { description: "Count and sample", schema: segmentPreviewSchema } },
    handler: async ({ principal, body }) => {
      const previewed = await previewSegment(principal.workspaceId, body.condition);
      return previewed.ok ? { status: 200, body: previewed.preview } : unusable(previewed.message);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/segments/{id}",
    summary: "Read a segment",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => segmentAnswer(200, principal.workspaceId, params.id),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/segments/{id}",
    summary: "Change a segment; with another condition people enter and leave it",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: segmentPatchSchema,
    ifMatch: "optional",
    responses: { 200: one, 409: { description: `The name is taken. ${STALE}` } },
    handler: async ({ principal, params, body, headers }) => {
      const asked = optionalIfMatch(headers);
      if (!asked.ok) return asked.answer;
      const updated = await updateSegment(principal, params.id, body, asked.revision);
      if (updated.ok) return segmentAnswer(200, principal.workspaceId, params.id);
      switch (updated.reason) {
        case "not_found":
          return notFound("segment");
        case "name_taken":
          return nameTaken();
        case "stale":
          return staleAnswer("segment", updated.revision);
        case "unusable_condition":
          return unusable(updated.message);
      }
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/segments/{id}",
    summary: "Delete a segment that nothing live asks about",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Deleted" }, 409: { description: "Something live asks about it" } },
    handler: async ({ principal, params }) => {
      const deleted = await deleteSegment(principal, params.id);
      if (deleted.ok) return { status: 204 };
      return deleted.reason === "not_found"
        ? notFound("segment")
        : problem(409, `It is used by ${deleted.journeys.join(", ")}.`);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/segments/{id}/members",
    summary: "List the people in a segment, newest people first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: pageQuerySchema,
    responses: { 200: { description: "A page of members", schema: segmentMembersSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await listSegmentMembers(principal.workspaceId, params.id, query);
      if (body === "not_found") return notFound("segment");
      return body === "bad_cursor" ? badCursor() : { status: 200, body };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/segments/{id}/members",
    summary: "Put people into a manual segment; journeys that start with it take them in",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: segmentMembersRequestSchema,
    responses: { 200: changed, 409: { description: "The segment follows its rules" } },
    handler: async ({ principal, params, body }) =>
      membersAnswer(await changeSegmentMembers(principal, params.id, { externalIds: body.external_ids, join: true })),
  }),
  defineEndpoint({
    method: "POST",
    path: "/segments/{id}/members/remove",
    summary: "Take people out of a manual segment; journeys that start with leaving it take them in",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: segmentMembersRequestSchema,
    responses: { 200: changed, 409: { description: "The segment follows its rules" } },
    handler: async ({ principal, params, body }) =>
      membersAnswer(await changeSegmentMembers(principal, params.id, { externalIds: body.external_ids, join: false })),
  }),
];
