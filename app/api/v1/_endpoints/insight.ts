import type * as z from "zod";
import { defineEndpoint } from "@/lib/api/define-endpoint";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import { overviewSchema } from "@/lib/api/schemas/activity";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  journeyCountsQuerySchema,
  journeyCountsSchema,
  journeyPeopleQuerySchema,
  journeyPeopleSchema,
} from "@/lib/api/schemas/journey";
import { reportQuerySchema, reportSchema } from "@/lib/api/schemas/report";
import { listJourneyPeople } from "@/lib/queries/list-journey-people";
import { type CountsChoice, readJourneyCounts } from "@/lib/queries/read-journey-counts";
import { readJourneyReport } from "@/lib/queries/read-journey-report";
import { readOverview } from "@/lib/queries/read-overview";

const tag = "Insight";

export const noVersion = () =>
  problem(422, "The journey has no such version.", { errors: [{ path: "version", message: "unknown version" }] });

/** The UTC day that a day or a time names. */
const dayOf = (text: string | undefined) =>
  text === undefined ? undefined : new Date(text).toISOString().slice(0, 10);

/** The last UTC day of a range that ends with this day, or before this time. */
const lastDayOf = (text: string | undefined) =>
  text === undefined || !text.includes("T") ? dayOf(text) : new Date(Date.parse(text) - 1).toISOString().slice(0, 10);

/** What is counted, of a query that may name days or times. */
export function countsChoice({ from, to, version }: z.output<typeof journeyCountsQuerySchema>): CountsChoice {
  const [first, last] = [dayOf(from), lastDayOf(to)];
  return {
    ...(version === undefined ? {} : { version }),
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  };
}

export const insightEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/overview",
    summary: "The workspace at a glance",
    tag,
    permission: "read",
    responses: { 200: { description: "Figures of the last 30 days", schema: overviewSchema } },
    handler: async ({ principal }) => ({ status: 200, body: await readOverview(principal) }),
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/report",
    summary: "Funnel, nodes, messages and goals of a journey, for any range of days and any version",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: reportQuerySchema,
    responses: { 200: { description: "The report", schema: reportSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await readJourneyReport(principal.workspaceId, params.id, countsChoice(query));
      if (!body) return notFound("journey");
      return body === "no_version" ? noVersion() : { status: 200, body };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/counts",
    summary: "How people are spread over the nodes of a version",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: journeyCountsQuerySchema,
    responses: { 200: { description: "Counts per node", schema: journeyCountsSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await readJourneyCounts(principal.workspaceId, params.id, countsChoice(query));
      if (!body) return notFound("journey");
      return body === "no_version" ? noVersion() : { status: 200, body };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/people",
    summary: "The people behind a number: who waits at a node, who passed it, whose runs are in a state",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    query: journeyPeopleQuerySchema,
    responses: { 200: { description: "A page of people", schema: journeyPeopleSchema } },
    handler: async ({ principal, params, query }) => {
      const body = await listJourneyPeople(principal.workspaceId, params.id, query);
      if (body === "not_found") return notFound("journey");
      return body === "bad_cursor" ? badCursor() : { status: 200, body };
    },
  }),
];
