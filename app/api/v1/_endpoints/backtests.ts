import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import {
  backtestListSchema,
  backtestParamsSchema,
  backtestPeopleQuerySchema,
  backtestPeopleSchema,
  backtestRequestSchema,
  backtestSchema,
} from "@/lib/api/schemas/backtest";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { publishProblemsSchema } from "@/lib/api/schemas/journey";
import { cancelBacktest, startBacktest } from "@/lib/commands/start-backtest";
import { listBacktestPeople, listBacktests, readBacktest } from "@/lib/queries/read-backtests";
import { publishProblems } from "./publish-problems";

const tag = "Backtests";
const one = { description: "The backtest with its figures so far", schema: backtestSchema };

async function answer(status: number, workspaceId: number, journey: string, id: string): Promise<EndpointResponse> {
  const body = await readBacktest(workspaceId, journey, id);
  return body ? { status, body } : notFound("backtest");
}

export const backtestEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/backtests",
    summary: "Walk the draft through the last days' events, without side effects, in the background",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: backtestRequestSchema,
    responses: {
      202: one,
      409: { description: "One is under way" },
      422: { description: "The draft has problems that stand in the way", schema: publishProblemsSchema },
    },
    handler: async ({ principal, params, body }) => {
      const started = await startBacktest(principal, params.id, body);
      if (started.ok) return answer(202, principal.workspaceId, params.id, started.id);
      switch (started.reason) {
        case "not_found":
          return notFound("journey");
        case "under_way":
          return problem(409, "A backtest of this journey is under way. Wait for it, or cancel it.");
        case "invalid":
          return problem(422, "The draft cannot be walked yet.", publishProblems(started.problems));
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/backtests",
    summary: "List the newest backtests of a journey",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "At most twenty", schema: backtestListSchema } },
    handler: async ({ principal, params }) => {
      const data = await listBacktests(principal.workspaceId, params.id);
      return data ? { status: 200, body: { data, next_cursor: null } } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/backtests/{backtest_id}",
    summary: "Read a backtest",
    tag,
    permission: "read",
    params: backtestParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => answer(200, principal.workspaceId, params.id, params.backtest_id),
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/backtests/{backtest_id}/cancel",
    summary: "End a backtest that is under way",
    tag,
    permission: "edit",
    params: backtestParamsSchema,
    responses: { 200: one, 409: { description: "It has ended already" } },
    handler: async ({ principal, params }) => {
      const cancelled = await cancelBacktest(principal, params.id, params.backtest_id);
      if (cancelled === undefined) return notFound("backtest");
      return cancelled
        ? answer(200, principal.workspaceId, params.id, params.backtest_id)
        : problem(409, "This backtest has ended already.");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/backtests/{backtest_id}/people",
    summary: "The people behind the figures of a backtest, most mails first",
    tag,
    permission: "read",
    params: backtestParamsSchema,
    query: backtestPeopleQuerySchema,
    responses: { 200: { description: "A page of people", schema: backtestPeopleSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await listBacktestPeople(principal.workspaceId, params.id, params.backtest_id, query);
      return body ? { status: 200, body } : notFound("backtest");
    },
  }),
];
