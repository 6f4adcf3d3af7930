import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { publishProblemsSchema } from "@/lib/api/schemas/journey";
import {
  journeyTestCreateSchema,
  journeyTestListSchema,
  journeyTestParamsSchema,
  journeyTestPatchSchema,
  journeyTestRecordSchema,
  journeyTestRunRequestSchema,
  journeyTestSchema,
  testRunSchema,
} from "@/lib/api/schemas/journey-test";
import type { Principal } from "@/lib/auth/principal";
import { changeJourneyTest } from "@/lib/commands/change-journey-test";
import { createJourneyTest, TESTS_MAX } from "@/lib/commands/create-journey-test";
import { deleteJourneyTest } from "@/lib/commands/delete-journey-test";
import { type RecordedJourneyTest, recordJourneyTest } from "@/lib/commands/record-journey-test";
import { listJourneyTests, readJourneyTest } from "@/lib/queries/list-journey-tests";
import { runJourneyTests } from "@/lib/queries/run-journey-tests";
import { publishProblems } from "./publish-problems";

const tag = "Journey tests";
const one = { description: "The test", schema: journeyTestSchema };
const unwalkable = { description: "The draft has problems that stand in the way", schema: publishProblemsSchema };
const taken = { description: "The name is taken, or there are too many tests" };

const unknown = (path: string, message: string) =>
  problem(422, "This names something that is not there.", { errors: [{ path, message }] });

async function testAnswer(status: number, workspaceId: number, journey: string, id: string): Promise<EndpointResponse> {
  const body = await readJourneyTest(workspaceId, journey, id);
  return body ? { status, body } : notFound("journey test");
}

async function savedAnswer(
  status: number,
  principal: Principal,
  journey: string,
  saved: RecordedJourneyTest,
): Promise<EndpointResponse> {
  if (saved.ok) return testAnswer(status, principal.workspaceId, journey, saved.id);
  switch (saved.reason) {
    case "not_found":
      return notFound("journey test");
    case "name_taken":
      return problem(409, "This journey has a test of this name already.");
    case "too_many":
      return problem(409, `A journey has at most ${TESTS_MAX} tests.`);
    case "no_version":
      return unknown("version", "unknown version");
    case "no_person":
      return unknown("external_id", "unknown subscriber");
    case "invalid":
      return problem(422, "The draft cannot be walked yet.", publishProblems(saved.problems));
  }
}

export const journeyTestEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/tests",
    summary: "List the tests of a journey by name",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "All tests", schema: journeyTestListSchema } },
    handler: async ({ principal, params }) => {
      const data = await listJourneyTests(principal.workspaceId, params.id);
      return data ? { status: 200, body: { data, next_cursor: null } } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/tests",
    summary: "Add a test: a person, what they do, and what must come of it",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: journeyTestCreateSchema,
    responses: { 201: one, 409: taken },
    handler: async ({ principal, params, body }) =>
      savedAnswer(201, principal, params.id, await createJourneyTest(principal, params.id, body)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/tests/record",
    summary: "Walk a person as /simulate does and save what came of it as a test",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: journeyTestRecordSchema,
    responses: { 201: one, 409: taken, 422: unwalkable },
    handler: async ({ principal, params, body }) =>
      savedAnswer(201, principal, params.id, await recordJourneyTest(principal, params.id, body)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/tests/run",
    summary: "Run the tests against the draft or a version; writes nothing",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    body: journeyTestRunRequestSchema,
    responses: { 200: { description: "The verdict over each test", schema: testRunSchema }, 422: unwalkable },
    handler: async ({ principal, params, body }) => {
      const ran = await runJourneyTests(principal.workspaceId, params.id, body);
      if (ran.ok) return { status: 200, body: ran.run };
      switch (ran.reason) {
        case "not_found":
          return notFound("journey");
        case "no_version":
          return unknown("version", "unknown version");
        case "no_test":
          return unknown("test_ids", `no test of this journey: ${ran.ids.join(", ")}`);
        case "invalid":
          return problem(422, "The draft cannot be walked yet.", publishProblems(ran.problems));
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/tests/{test_id}",
    summary: "Read a test",
    tag,
    permission: "read",
    params: journeyTestParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => testAnswer(200, principal.workspaceId, params.id, params.test_id),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/journeys/{id}/tests/{test_id}",
    summary: "Change a test; each given field replaces the whole old one",
    tag,
    permission: "edit",
    params: journeyTestParamsSchema,
    body: journeyTestPatchSchema,
    responses: { 200: one, 409: taken },
    handler: async ({ principal, params, body }) =>
      savedAnswer(200, principal, params.id, await changeJourneyTest(principal, params.id, params.test_id, body)),
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/journeys/{id}/tests/{test_id}",
    summary: "Delete a test",
    tag,
    permission: "edit",
    params: journeyTestParamsSchema,
    responses: { 204: { description: "Deleted" } },
    handler: async ({ principal, params }) =>
      (await deleteJourneyTest(principal, params.id, params.test_id)) ? { status: 204 } : notFound("journey test"),
  }),
];
