import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  dryRunRequestSchema,
  journeySchema,
  mailProblemsSchema,
  publishedSchema,
  publishProblemsSchema,
  publishRequestSchema,
} from "@/lib/api/schemas/journey";
import {
  journeyTimersSchema,
  migrationAnswerSchema,
  publishPlanSchema,
  resumeRequestSchema,
} from "@/lib/api/schemas/journey-versions";
import { may, type Principal } from "@/lib/auth/principal";
import { archiveJourney } from "@/lib/commands/archive-journey";
import type { JourneyStatusChange } from "@/lib/commands/change-journey-status";
import { finishJourney } from "@/lib/commands/finish-journey";
import { pauseJourney } from "@/lib/commands/pause-journey";
import { publishJourney } from "@/lib/commands/publish-journey";
import { resumeJourney } from "@/lib/commands/resume-journey";
import { setDryRun } from "@/lib/commands/set-dry-run";
import { approximateDurationMs, parseDuration } from "@/lib/journey/duration";
import { readJourney } from "@/lib/queries/read-journey";
import { readJourneyTimers } from "@/lib/queries/read-journey-timers";
import { readMailProblems } from "@/lib/queries/read-mail-problems";
import { readMigration } from "@/lib/queries/read-migration";
import { readPublishPlan } from "@/lib/queries/read-publish-plan";
import { journeyAnswer } from "./journeys";
import { publishProblems } from "./publish-problems";

const tag = "Journeys";

async function changeAnswer(
  { workspaceId }: Principal,
  id: string,
  changed: JourneyStatusChange,
): Promise<EndpointResponse> {
  if (changed.ok) return journeyAnswer(200, workspaceId, id);
  return changed.reason === "not_found"
    ? notFound("journey")
    : problem(409, `This cannot be done to a journey that is ${changed.status}.`);
}

function lifecycle(
  verb: string,
  summary: string,
  change: (principal: Principal, id: string) => Promise<JourneyStatusChange>,
) {
  return defineEndpoint({
    method: "POST",
    path: `/journeys/{id}/${verb}`,
    summary,
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    responses: {
      200: { description: "The journey", schema: journeySchema },
      409: { description: "Not possible in the journey's status" },
    },
    handler: async ({ principal, params }) => changeAnswer(principal, params.id, await change(principal, params.id)),
  });
}

export const journeyLifecycleEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/publish",
    summary: "Freeze the draft as the next version and put it live",
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    body: publishRequestSchema,
    responses: {
      200: { description: "The journey, live, with what is worth a second look", schema: publishedSchema },
      403: { description: "Failing tests and a missing approval can be overridden by an owner only" },
      409: { description: "The draft was saved, or more people stand at a step, than the plan was made for" },
      422: {
        description:
          "Every problem that stands in the way, failing tests (test_failed) and a missing approval (approval_needed) included",
        schema: publishProblemsSchema,
      },
    },
    handler: async ({ principal, params, body }) => {
      if (body.override_tests && !may(principal, "override_tests"))
        return problem(403, "Only an owner may publish although tests fail.");
      if (body.override_approval && !may(principal, "override_approval"))
        return problem(403, "Only an owner may publish what nobody else has approved.");
      const published = await publishJourney(principal, params.id, body);
      if (published.ok) {
        const journey = await readJourney(principal.workspaceId, params.id);
        return journey ? { status: 200, body: { ...journey, warnings: published.warnings } } : notFound("journey");
      }
      switch (published.reason) {
        case "not_found":
          return notFound("journey");
        case "archived":
          return problem(409, "An archived journey stays archived. Duplicate it instead.");
        case "invalid":
          return problem(422, "The draft cannot be published yet.", publishProblems(published.problems));
        case "stale":
          return problem(409, "This was decided on something that has changed meanwhile.", {
            errors: published.problems,
          });
        case "refused":
          return problem(422, "The plan for the people inside does not fit.", { errors: published.problems });
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/publish-plan",
    summary: "Who is inside and where, and what publishing the draft would mean for them",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The places with their head-counts", schema: publishPlanSchema } },
    handler: async ({ principal, params }) => {
      const body = await readPublishPlan(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/mail-problems",
    summary:
      "What publishing the draft would say about its mails, and which of their variables nobody was seen to have",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The problems by their steps", schema: mailProblemsSchema } },
    handler: async ({ principal, params }) => {
      const problems = await readMailProblems(principal.workspaceId, params.id);
      return problems ? { status: 200, body: { problems } } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/dry-run",
    summary: "Begin or end a dry run: a live journey does everything but the hand-over of messages and webhooks",
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    body: dryRunRequestSchema,
    responses: {
      200: { description: "The journey", schema: journeySchema },
      409: { description: "The journey is not live" },
    },
    handler: async ({ principal, params, body }) => {
      const set = await setDryRun(principal, params.id, body);
      if (set.ok) return journeyAnswer(200, principal.workspaceId, params.id);
      return set.reason === "not_found"
        ? notFound("journey")
        : problem(409, `Only a live journey can be in a dry run; this one is ${set.status}.`);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/migration",
    summary: "How far the latest move of people to a newer version is",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The move, if there ever was one", schema: migrationAnswerSchema } },
    handler: async ({ principal, params }) => {
      const migration = await readMigration(principal.workspaceId, params.id);
      return migration === undefined ? notFound("journey") : { status: 200, body: { migration } };
    },
  }),
  lifecycle("pause", "Stop everybody where they are, until resumed", pauseJourney),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/resume",
    summary: "Let everybody go on, with their timers treated as chosen",
    tag,
    permission: "publish",
    params: uuidParamsSchema,
    body: resumeRequestSchema,
    responses: {
      200: {
        description: "The journey; still paused while a great many people are being set aside",
        schema: journeySchema,
      },
      409: { description: "Not possible in the journey's status" },
    },
    handler: async ({ principal, params, body }) => {
      const { mode, window } = body;
      const parts = window === undefined ? undefined : parseDuration(window);
      const choice = mode === "spread" ? { mode, windowMs: parts ? approximateDurationMs(parts) : 0 } : { mode };
      return changeAnswer(principal, params.id, await resumeJourney(principal, params.id, choice));
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/timers",
    summary: "What everybody inside waits for, and how many are late after a pause",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "Head-counts by timer", schema: journeyTimersSchema } },
    handler: async ({ principal, params }) => {
      const body = await readJourneyTimers(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound("journey");
    },
  }),
  lifecycle("finish", "Let nobody in any more; everybody inside goes on to their end", finishJourney),
  lifecycle("archive", "End the journey for good; everybody inside leaves", archiveJourney),
];
