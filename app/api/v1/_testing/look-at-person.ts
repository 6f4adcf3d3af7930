import { expect } from "vitest";
import { eventListSchema } from "@/lib/api/schemas/activity";
import { type EnrollmentDetail, enrollmentDetailSchema, enrollmentListSchema } from "@/lib/api/schemas/enrollment";
import { messageListSchema } from "@/lib/api/schemas/message";
import { segmentListSchema, segmentMembersSchema } from "@/lib/api/schemas/segment";
import { subscriberSchema } from "@/lib/api/schemas/subscriber";
import { taskListSchema } from "@/lib/api/schemas/task";
import type { Expected } from "@/lib/testing/catalogue/catalogue-case";
import type { Call } from "./api-driver";

/** Reads over the API whatever is expected of a person, in the form of the expectation. */
export async function lookAtPerson(
  api: Call,
  journeyId: string,
  externalId: string,
  expected: Expected,
): Promise<Expected> {
  const listed = await api("GET", `/journeys/${journeyId}/enrollments?external_id=${externalId}`);
  const runs: EnrollmentDetail[] = [];
  // Newest first.
  for (const { id } of enrollmentListSchema.parse(listed.body).data)
    runs.push(enrollmentDetailSchema.parse((await api("GET", `/enrollments/${id}`)).body));
  const looks: { [Key in keyof Required<Expected>]: () => Promise<unknown> | unknown } = {
    runs: () => runs.length,
    at: () => runs[0]?.node_id,
    until: () => runs[0]?.due_at?.slice(0, expected.until?.length),
    left: () => runs[0] && exitOf(runs[0]),
    path: () => runs[0]?.visits.map(({ node_id }) => node_id),
    skipped: () => runs[0]?.visits.find(({ node_id }) => node_id === "step")?.reason,
    state: () => runs[0]?.state,
    reason: () => runs[0]?.end_reason,
    mails: () => subjects(api, externalId, "email"),
    pushes: () => subjects(api, externalId, "push"),
    attributes: async () => pick((await subscriber(api, externalId)).attributes, expected.attributes),
    tags: async () => (await subscriber(api, externalId)).tags,
    memberOf: () => memberships(api, externalId),
    events: async () => {
      const answer = await api("GET", `/events?external_id=${externalId}`);
      const { data } = eventListSchema.parse(answer.body);
      const wanted = new Set(expected.events?.map(({ event }) => event));
      return data
        .filter(({ event }) => wanted.has(event))
        .map(({ event, properties }) => ({ event, properties }))
        .reverse();
    },
    tasks: async () => {
      const { data } = taskListSchema.parse((await api("GET", `/tasks?external_id=${externalId}`)).body);
      return data.map(({ title, notes, overdue }) => ({ title, notes, overdue }));
    },
    alwaysTheSameExit: () => new Set(runs.map(exitOf)).size === 1,
  };
  const seen: [string, unknown][] = [];
  for (const [key, look] of Object.entries(looks)) if (key in expected) seen.push([key, await look()]);
  return Object.fromEntries(seen);
}

const exitOf = ({ visits }: EnrollmentDetail) => visits.findLast(({ node_id }) => node_id === "step")?.port;

async function subscriber(api: Call, externalId: string) {
  const answer = await api("GET", `/subscribers/${externalId}`);
  expect(answer.status).toBe(200);
  return subscriberSchema.parse(answer.body);
}

async function subjects(api: Call, externalId: string, channel: string): Promise<(string | null)[]> {
  const answer = await api("GET", `/messages?external_id=${externalId}&channel=${channel}&status=sent`);
  const { data } = messageListSchema.parse(answer.body);
  return data.sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at)).map(({ subject }) => subject);
}

async function memberships(api: Call, externalId: string): Promise<string[]> {
  const { data } = segmentListSchema.parse((await api("GET", "/segments")).body);
  const names: string[] = [];
  for (const { id, name } of data) {
    const members = segmentMembersSchema.parse((await api("GET", `/segments/${id}/members`)).body);
    if (members.data.some((member) => member.subscriber.external_id === externalId)) names.push(name);
  }
  return names;
}

function pick(values: object, wanted: object | undefined): object {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key in (wanted ?? {})));
}
