import { expect } from "vitest";
import { journeyCountsSchema } from "@/lib/api/schemas/journey";
import { messageDetailSchema, messageListSchema } from "@/lib/api/schemas/message";
import type { Json, JsonObject } from "@/lib/journey/json";
import { caseGraph } from "@/lib/testing/catalogue/case-graph";
import type { CatalogueCase, Moment } from "@/lib/testing/catalogue/catalogue-case";
import { withIds } from "@/lib/testing/catalogue/with-ids";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { sketchGraph } from "@/lib/testing/sketch-graph";
import { GET as click } from "../../../t/c/[token]/route";
import { GET as open } from "../../../t/o/[token]/route";
import { type Answer, type Call, keyClient } from "./api-driver";
import { advance, settle } from "./let-workers-work";
import { lookAtPerson } from "./look-at-person";

const BROWSER = {
  "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
};

/** The example browser of RFC 8291. */
const PUSH_SUBSCRIPTION = {
  endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
  keys: {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  },
};

/**
 * Plays a case of the catalogue over the API alone: makes what it needs, publishes its journey, lets happen what happens and looks. Only
 * the workers' rounds are driven from here, because a test runs none beside itself. `server` stands for "@server" in its configuration.
 */
export async function tellCase(row: CatalogueCase, server: string): Promise<void> {
  const driver = await driveJourneys({ startAt: row.startAt ?? "2026-03-02T10:00:00Z" });
  const api = await keyClient(driver.workspace.id);
  const ids = new Map([["@server", server]]);
  for (const { name, condition } of row.segments ?? []) {
    const body = condition ? { name, condition } : { name, kind: "manual" };
    ids.set(`@segment:${name}`, idOf(await api("POST", "/segments", body), 201));
  }
  for (const { name, ...sketch } of row.journeys ?? []) {
    const id = idOf(await api("POST", "/journeys", { name, graph: sketchGraph(sketch) }), 201);
    idOf(await api("POST", `/journeys/${id}/publish`), 200);
    ids.set(`@journey:${name}`, id);
  }
  const settings = withIds({ reentry: { policy: "once_at_a_time" }, ...row.settings }, ids);
  const draft = { name: row.does.slice(0, 100), graph: withIds(caseGraph(row), ids), settings };
  const journey = idOf(await api("POST", "/journeys", draft), 201);
  idOf(await api("POST", `/journeys/${journey}/publish`), 200);
  await settle(driver);
  const { condition } = withIds(row.step.config, ids);
  for (const moment of row.story) await happen({ driver, api, journey, ids, condition }, moment);
}

type Stage = {
  driver: JourneyDriver;
  api: Call;
  journey: string;
  ids: ReadonlyMap<string, string>;
  condition: Json | undefined;
};

async function happen(stage: Stage, moment: Moment): Promise<void> {
  const { driver, api, journey, ids } = stage;
  const track = (path: string, body: JsonObject) => accept(api("POST", path, body), 202);
  if ("person" in moment) await accept(api("PUT", `/subscribers/${moment.person}`, moment.is), 200, 201);
  else if ("event" in moment)
    await track("/track", {
      userId: moment.by,
      event: moment.event,
      properties: moment.with ?? {},
      ...(moment.context && { context: moment.context }),
    });
  else if ("page" in moment)
    await track("/page", { userId: moment.by, name: moment.page, properties: moment.with ?? {} });
  else if ("enroll" in moment)
    await accept(
      api("POST", `/journeys/${journey}/enrollments`, { external_id: moment.enroll, properties: moment.with ?? {} }),
      201,
    );
  else if ("members" in moment) {
    const path = `/segments/${ids.get(`@segment:${moment.of}`)}/members${moment.are === "removed" ? "/remove" : ""}`;
    await accept(api("POST", path, { external_ids: moment.members }), 200);
  } else if ("suppresses" in moment) await accept(api("POST", "/suppressions", { address: moment.suppresses }), 201);
  else if ("allowsPush" in moment)
    await accept(
      api("POST", "/push/subscriptions", { userId: moment.allowsPush, subscription: PUSH_SUBSCRIPTION }),
      201,
    );
  else if ("opens" in moment) await engage(api, moment.opens, "opened");
  else if ("clicks" in moment) await engage(api, moment.clicks, "clicked");
  else if ("advance" in moment) await advance(driver, api, moment.advance);
  else if ("holdsFor" in moment)
    expect(await api("POST", "/segments/preview", { condition: stage.condition })).toMatchObject({
      status: 200,
      body: { count: moment.holdsFor, sample: [{ external_id: "ada" }] },
    });
  else if ("counts" in moment) await compareCounts(stage, moment.counts);
  else
    for (const [person, expected] of Object.entries(moment.see))
      expect({ [person]: await lookAtPerson(api, journey, person, expected) }).toEqual({ [person]: expected });
  await settle(driver);
}

async function compareCounts(
  { api, journey }: Stage,
  wanted: Record<string, readonly [number, number]>,
): Promise<void> {
  const { nodes } = journeyCountsSchema.parse((await api("GET", `/journeys/${journey}/counts`)).body);
  const { entered = 0, left = {} } = nodes.step ?? {};
  for (const [port, [least, most]] of Object.entries(wanted)) {
    expect(left[port] ?? 0, `left by ${port}`).toBeGreaterThanOrEqual(least);
    expect(left[port] ?? 0, `left by ${port}`).toBeLessThanOrEqual(most);
  }
  expect(Object.values(left).reduce((sum, n) => sum + n, 0)).toBe(entered);
}

/** The person's latest mail is looked at, or a link in it followed, with the addresses that stand in it. */
async function engage(api: Call, person: string, kind: "opened" | "clicked"): Promise<void> {
  const { data } = messageListSchema.parse((await api("GET", `/messages?external_id=${person}&channel=email`)).body);
  const { html } = messageDetailSchema.parse((await api("GET", `/messages/${data[0]?.id}`)).body);
  const [, token] = (kind === "opened" ? /\/t\/o\/([\w-]+)/ : /\/t\/c\/([\w-]+)/).exec(html ?? "") ?? [];
  if (!token) throw new Error(`no ${kind} link in the mail to ${person}`);
  const handler = kind === "opened" ? open : click;
  await handler(new Request("http://localhost/t/x", { headers: BROWSER }), { params: Promise.resolve({ token }) });
}

async function accept(sent: Promise<Answer>, ...statuses: number[]): Promise<void> {
  const answer = await sent;
  if (!statuses.includes(answer.status)) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}

function idOf({ status, body }: Answer, expected: number): string {
  if (status !== expected) throw new Error(`${status}: ${JSON.stringify(body)}`);
  const { id } = body as { id: string };
  return id;
}
