import { expect, test } from "vitest";
import { eventKindListSchema } from "@/lib/api/schemas/activity";
import { enrollmentListSchema } from "@/lib/api/schemas/enrollment";
import { runBacktests } from "@/lib/commands/run-backtests";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { TEST_SECRET } from "@/lib/testing/send-scene";
import { sketchGraph } from "@/lib/testing/sketch-graph";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { advance, settle } from "./_testing/let-workers-work";

/** What a program can do with a journey beside its steps, by requests alone. */
setUpTestDatabase();
process.env.APP_SECRET = TEST_SECRET;

const held = sketchGraph({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "joined" } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "mail", type: "email", config: { subject: "The day after", body: "Hello." } },
  ],
  edges: ["start -> day", "day -> mail"],
});

async function scene() {
  const driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  const api = await keyClient(driver.workspace.id);
  const make = async (graph: Graph, publish: object | undefined = {}): Promise<string> => {
    const { id } = (await api("POST", "/journeys", { name: "Life", graph })).body as { id: string };
    if (publish) expect(await api("POST", `/journeys/${id}/publish`, publish)).toMatchObject({ status: 200 });
    return id;
  };
  const track = async (userId: string, event: string, properties: object = {}) => {
    const traits = { email: `${userId}@example.com` };
    expect(await api("POST", "/track", { userId, event, properties, context: { traits } })).toMatchObject({
      status: 202,
    });
    await settle(driver);
  };
  const runs = async (journey: string) => {
    const { data } = enrollmentListSchema.parse((await api("GET", `/journeys/${journey}/enrollments`)).body);
    return data.map(({ external_id, state, end_reason }) => [external_id, state, end_reason].join(" ").trim()).sort();
  };
  return { driver, api, make, track, runs };
}

test("T2 kinds of events are learned from what arrives, with the properties seen", async () => {
  const { api, track } = await scene();
  await track("ada", "tyre_changed", { wheel: "front" });
  await track("bob", "tyre_changed", { price: 80 });
  const { data } = eventKindListSchema.parse((await api("GET", "/event-kinds")).body);
  expect(data).toMatchObject([{ name: "tyre_changed", properties: { wheel: "front", price: 80 } }]);
});

test("T13 T21 a list, a segment and whoever matches now are put in, with the number first", async () => {
  const { driver, api, make, track, runs } = await scene();
  await track("ada", "joined");
  for (const id of ["bob", "cyn"]) await api("PUT", `/subscribers/${id}`, { tags: ["club"] });
  const { id: segment_id } = (await api("POST", "/segments", { name: "Club", condition: { tag: "club" } })).body as {
    id: string;
  };
  const journey = await make(held, undefined);
  const matching = { source: { kind: "matching" }, of: "draft" };
  const path = `/journeys/${journey}/bulk-enrollments`;
  expect(await api("POST", `${path}/preview`, matching)).toMatchObject({ status: 200, body: { total: 1 } });
  await api("POST", `/journeys/${journey}/publish`);
  for (const [source, total] of [
    [{ kind: "matching" }, 1],
    [{ kind: "segment", segment_id }, 2],
    [{ kind: "ids", external_ids: ["ada", "bob", "nobody"] }, 3],
  ] as const) {
    expect(await api("POST", path, { source })).toMatchObject({ status: 202, body: { total } });
    await settle(driver);
  }
  expect(await runs(journey)).toEqual(["ada active", "bob active", "cyn active"]);
});

test("N34 notes on steps are stored, published and compared with the graph, and never walked", async () => {
  const { api, make, track, runs } = await scene();
  const noted = { ...held, notes: [{ node: "day", text: "Legal wants a day." }] };
  const journey = await make(noted);
  const read = graphSchema.parse(((await api("GET", `/journeys/${journey}`)).body as { graph: unknown }).graph);
  expect(read.notes).toEqual(noted.notes);
  expect(await api("GET", `/journeys/${journey}/versions`)).toMatchObject({
    body: { data: [{ graph: { notes: noted.notes } }] },
  });
  await track("ada", "joined");
  expect(await runs(journey)).toEqual(["ada active"]);
  const nowhere = await api(
    "PATCH",
    `/journeys/${journey}`,
    { graph: { ...held, notes: [{ node: "day", text: "" }] } },
    {
      "if-match": "*",
    },
  );
  expect(nowhere).toMatchObject({ status: 422 });
});

test("J5 a sandbox's clock is moved forward, and the real engine does what is due by then, each at its time", async () => {
  const { driver, api, make, track } = await scene();
  await make(held);
  await track("ada", "joined");
  await advance(driver, api, "P1DT1H");
  const { data } = (await api("GET", "/messages")).body as { data: { created_at: string; subject: string }[] };
  expect(data.map(({ subject, created_at }) => `${created_at.slice(0, 16)} ${subject}`)).toEqual([
    "2026-03-03T10:00 The day after",
  ]);
  expect(await api("POST", "/clock", { now: "2026-01-01T00:00:00Z" })).toMatchObject({ status: 422 });
});

test("J7 a dry run does everything but the hand-over, and ends with its people free to enter for real", async () => {
  const { driver, api, make, track, runs } = await scene();
  const journey = await make(held, { dry_run: true });
  await track("ada", "joined");
  await advance(driver, api, "P1DT1H");
  expect(await api("GET", "/messages")).toMatchObject({
    body: { data: [{ status: "skipped", reason: "dry_run", subject: "The day after" }] },
  });
  await track("bob", "joined");
  expect(await api("POST", `/journeys/${journey}/dry-run`, { on: false })).toMatchObject({
    status: 200,
    body: { dry_run_since: null },
  });
  await advance(driver, api, "P1DT1H");
  expect(await runs(journey)).toEqual(["ada completed end_of_path", "bob exited dry_run_ended"]);
  await track("bob", "joined");
  await advance(driver, api, "P1DT1H");
  expect(await api("GET", "/messages?external_id=bob")).toMatchObject({ body: { data: [{ status: "sent" }] } });
});

test("J8 a backtest tells what a draft would have done with past events", async () => {
  const { driver, api, make, track } = await scene();
  await track("ada", "joined");
  await track("bob", "left");
  await advance(driver, api, "P3D");
  const journey = await make(held, undefined);
  const started = await api("POST", `/journeys/${journey}/backtests`, { days: 7 });
  expect(started).toMatchObject({ status: 202 });
  await runBacktests();
  const { id } = started.body as { id: string };
  expect(await api("GET", `/journeys/${journey}/backtests/${id}`)).toMatchObject({
    body: { status: "done", figures: { entered: 1, mails: 1 } },
  });
  expect(await api("GET", `/messages`)).toMatchObject({ body: { data: [] } });
});

test.each([
  ["now", {}, ["ada completed end_of_path", "bob active"]],
  ["shift", {}, ["ada active", "bob active"]],
  ["spread", { window: "PT4H" }, ["ada completed end_of_path", "bob active"]],
  ["skip", {}, ["ada exited skipped_after_pause", "bob active"]],
])("J9 after a pause people go on by the way that was chosen: %s", async (mode, more, expected) => {
  const { driver, api, make, track, runs } = await scene();
  const journey = await make(held);
  await track("ada", "joined");
  await advance(driver, api, "PT12H");
  await track("bob", "joined");
  await api("POST", `/journeys/${journey}/pause`);
  await advance(driver, api, "PT13H");
  expect(await runs(journey)).toEqual(["ada active", "bob active"]);
  expect(await api("GET", `/journeys/${journey}/timers`)).toMatchObject({ body: { people: 2, overdue: 1 } });
  expect(await api("POST", `/journeys/${journey}/resume`, { mode, ...more })).toMatchObject({ status: 200 });
  await advance(driver, api, mode === "spread" ? "PT4H1M" : "PT1M");
  expect(await runs(journey)).toEqual(expected);
});

test("J10 a journey of the gallery is listed, and installed with its mails and tests", async () => {
  const { api } = await scene();
  const { data } = (await api("GET", "/gallery")).body as { data: { key: string; name: string }[] };
  expect(data.length).toBeGreaterThan(9);
  const installed = await api("POST", `/gallery/${data[0]?.key}/install`);
  expect(installed).toMatchObject({ status: 201 });
  expect(await api("GET", "/journeys")).toMatchObject({ body: { data: [{ status: "draft", name: data[0]?.name }] } });
});
