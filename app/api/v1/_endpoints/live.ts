import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { journeyCountsQuerySchema } from "@/lib/api/schemas/journey";
import { presenceDeleteSchema, presenceListSchema, presencePutSchema } from "@/lib/api/schemas/presence";
import { keepPresence } from "@/lib/commands/keep-presence";
import { leaveJourney } from "@/lib/commands/leave-journey";
import { withWorkspace } from "@/lib/db/with-workspace";
import { listPresent } from "@/lib/queries/list-present";
import { readCommentMarks } from "@/lib/queries/read-comment-marks";
import { readJourneyCounts } from "@/lib/queries/read-journey-counts";
import { liveStream } from "../_live/live-stream";
import { countsChoice, noVersion } from "./insight";

const tag = "Insight";

const onlyPeople = () => problem(403, "Only a signed-in person can have a journey open.");

/** What an open canvas sees of others: counts as they change, and who else is there. */
export const liveEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/live",
    summary:
      "Counts, who has the journey open and where something was said, as server-sent events (`counts`, `present`, `comments`) whenever they change",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: journeyCountsQuerySchema,
    responses: { 200: { description: "text/event-stream; ends after five minutes, then connect again" } },
    handler: async ({ principal, params, query }) => {
      const choice = countsChoice(query);
      const now = await readJourneyCounts(principal.workspaceId, params.id, choice);
      if (!now) return notFound("journey");
      if (now === "no_version") return noVersion();
      return {
        status: 200,
        stream: liveStream(principal, params.id, choice),
        // no-transform: compression would hold events back
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-store, no-transform",
          "x-accel-buffering": "no",
        },
      };
    },
  }),
  defineEndpoint({
    method: "PUT",
    path: "/journeys/{id}/presence",
    summary: "Say that you have the journey open, and which step; holds for half a minute",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    body: presencePutSchema,
    responses: {
      200: {
        description: "Who has it open now, you included, and where something was said",
        schema: presenceListSchema,
      },
    },
    handler: async ({ principal, params, body }) => {
      if (principal.kind !== "user") return onlyPeople();
      const { workspaceId, userId } = principal;
      if (!(await keepPresence(workspaceId, userId, params.id, body))) return notFound("journey");
      const here = await withWorkspace(workspaceId, async (tx) => ({
        data: await listPresent(tx, params.id),
        comments: await readCommentMarks(tx, params.id),
      }));
      return { status: 200, body: here };
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/journeys/{id}/presence",
    summary: "Say that you have closed it",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: presenceDeleteSchema,
    responses: { 204: { description: "Gone" } },
    handler: async ({ principal, params, query }) => {
      if (principal.kind !== "user") return onlyPeople();
      const there = await leaveJourney(principal.workspaceId, principal.userId, params.id, query.client);
      return there ? { status: 204 } : notFound("journey");
    },
  }),
];
