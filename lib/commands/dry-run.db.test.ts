import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { readJourney } from "@/lib/queries/read-journey";
import { driveJourneys, type JourneyDriver, type Sketch, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { migratePeople } from "./migrate-people";
import { publishJourney } from "./publish-journey";
import { setDryRun } from "./set-dry-run";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const sketch: Sketch = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    {
      id: "call",
      type: "webhook",
      config: { method: "POST", url: "https://hooks.example.com/x", body: "{{ first_name }}" },
    },
    { id: "tag", type: "add_tag", config: { tag: "welcomed" } },
    { id: "plan", type: "update_attributes", config: { set: { plan: "trial" } } },
    { id: "hello", type: "email", config: { subject: "Hello {{ first_name }}", body: "Hi" } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "bye", type: "email", config: { subject: "Bye", body: "Bye" } },
  ],
  edges: [
    "start -> call",
    "call -> tag",
    "call -error-> bye",
    "tag -> plan",
    "plan -> hello",
    "hello -> day",
    "day -> bye",
  ],
  settings: { reentry: { policy: "once" } },
};

let driver: JourneyDriver;
let id: string;

const person = (externalId: string) =>
  prisma().subscriber.findFirstOrThrow({ where: { workspaceId: driver.workspace.id, externalId } });
const enter = (who: string) => driver.event(who, "signed_up", {}, { email: `${who}@example.com`, first_name: who });
const states = async (who: string) => (await driver.runs(who)).map(({ state, reason }) => `${state} ${reason}`);

beforeEach(async () => {
  driver = await driveJourneys();
});

async function publishDry(edges = sketch.edges) {
  const journey = await prisma().journey.create({
    data: {
      workspaceId: driver.workspace.id,
      name: "Dry",
      graph: sketchGraph({ ...sketch, edges }),
      settings: sketch.settings ?? {},
    },
  });
  id = journey.id;
  expect(await publishJourney(driver.principal, id, { dry_run: true })).toMatchObject({ ok: true });
}

describe("a journey in a dry run", () => {
  test("writes every mail as it would go out and hands none over; webhooks are filled and not called", async () => {
    await publishDry();
    expect(await readJourney(driver.workspace.id, id)).toMatchObject({
      status: "active",
      dry_run_since: expect.any(String),
    });
    await enter("ada");
    expect(await driver.messages("ada")).toMatchObject([
      { node: "hello", subject: "Hello ada", status: "skipped", reason: "dry_run" },
    ]);
    const { rows } = await pool().query(
      "select status, reason, request->>'url' as url, request->>'body' as body from sends where channel = 'webhook'",
    );
    expect(rows).toEqual([{ status: "skipped", reason: "dry_run", url: "https://hooks.example.com/x", body: "ada" }]);
    expect(await driver.path("ada")).toEqual(["start", "call", "tag", "plan", "hello", "day"]);
    expect((await driver.runs("ada"))[0]?.run).toMatchObject({ values: { call: {} } });
  });

  test("writes nothing about the person", async () => {
    await publishDry();
    await enter("ada");
    expect(await person("ada")).toMatchObject({ tags: [], attributes: {} });
  });

  test("ends with its people leaving unwritten-to, also the mail that was already planned, and they may enter again", async () => {
    await publishDry(["start -> hello", "hello -> day", "day -> bye"]);
    await enter("ada");
    await driver.ingest("bo", "signed_up", {}, { email: "bo@example.com" });
    for (const shard of driver.shards) await walkShard(shard);
    expect(await driver.messages("bo")).toMatchObject([{ node: "hello", status: "queued" }]);
    await driver.moveClock("PT1H");
    expect(await setDryRun(driver.principal, id, { on: false, people: "leave" })).toEqual({ ok: true });
    await driver.settle();
    expect(await states("ada")).toEqual(["exited dry_run_ended"]);
    expect(await states("bo")).toEqual(["exited dry_run_ended"]);
    expect(await driver.messages("bo")).toMatchObject([{ node: "hello", status: "skipped", reason: "dry_run" }]);
    await driver.advance("PT1M");
    // "once" lets nobody in twice; the dry run does not count
    await enter("ada");
    expect(await states("ada")).toEqual(["exited dry_run_ended", "active null"]);
    expect(await driver.messages("ada")).toMatchObject([{ status: "skipped" }, { node: "hello", status: "sent" }]);
  });

  test("can also end with everybody going on for real", async () => {
    await publishDry();
    await enter("ada");
    expect(await setDryRun(driver.principal, id, { on: false, people: "continue" })).toEqual({ ok: true });
    await driver.advance("P1D");
    expect(await driver.messages("ada")).toMatchObject([
      { node: "hello", status: "skipped", reason: "dry_run" },
      { node: "bye", status: "sent", reason: null },
    ]);
  });

  test("a live journey can be switched; people from before go on when it ends", async () => {
    id = await driver.journey({ ...sketch, edges: ["start -> hello", "hello -> day", "day -> bye"] });
    await enter("ada");
    await driver.advance("PT1H");
    expect(await setDryRun(driver.principal, id, { on: true })).toEqual({ ok: true });
    await enter("bo");
    await driver.advance("PT1H");
    await setDryRun(driver.principal, id, { on: false, people: "leave" });
    await driver.advance("P1D");
    expect((await driver.messages("ada")).map(({ node, status }) => `${node} ${status}`)).toEqual([
      "hello sent",
      "bye sent",
    ]);
    expect((await driver.messages("bo")).map(({ node, status }) => `${node} ${status}`)).toEqual(["hello skipped"]);
    expect(await states("bo")).toEqual(["exited dry_run_ended"]);
    const actions = await prisma().auditEntry.findMany({ where: { target: id }, orderBy: { id: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual([
      "journey.published",
      "journey.dry_run_started",
      "journey.dry_run_ended",
    ]);
  });

  test("writes nothing about whom a new version moves on, starts no journey for them and puts nothing on the team's list", async () => {
    const inner = await driver.journey(
      {
        nodes: [
          { id: "in", type: "trigger.manual" },
          { id: "tag", type: "add_tag", config: { tag: "inner" } },
        ],
        edges: ["in -> tag"],
      },
      "Inner",
    );
    await publishDry(["start -> day", "day -> bye"]);
    await enter("ada");
    const moved: Sketch = {
      nodes: [
        ...sketch.nodes,
        { id: "other", type: "start_journey", config: { journey_id: inner } },
        { id: "task", type: "create_task", config: { title: "Call {{ first_name }}", assignees: [] } },
      ],
      edges: [
        "start -> tag",
        "tag -> plan",
        "plan -> other",
        "other -> task",
        "other -not_started-> task",
        "task -> bye",
      ],
    };
    await prisma().journey.update({ where: { id }, data: { graph: sketchGraph(moved) } });
    const steps = [{ version: 1, node_id: "day", action: "move" as const, to: "tag" }];
    expect(await publishJourney(driver.principal, id, { migration: { unaffected: "stay", steps } })).toMatchObject({
      ok: true,
      moving: 1,
    });
    expect(await migratePeople()).toBe(0);
    await driver.settle();
    expect(await states("ada")).toEqual(["completed end_of_path"]);
    expect(await driver.path("ada")).toEqual(["start", "day", "tag", "plan", "other", "task", "bye"]);
    expect(await person("ada")).toMatchObject({ tags: [], attributes: {} });
    expect((await pool().query("select from tasks")).rowCount).toBe(0);
    expect(await driver.messages("ada")).toMatchObject([{ node: "bye", status: "skipped", reason: "dry_run" }]);
  });

  test("that is over takes its people out, also where a new version would move them on", async () => {
    await publishDry(["start -> day", "day -> bye"]);
    await enter("ada");
    const holder = await pool().connect();
    await holder.query("begin");
    // held by somebody at the moment the dry run ends, so that nobody has looked at her since
    await holder.query("select from waiting where workspace_id = $1 for update", [driver.workspace.id]);
    await driver.moveClock("PT1H");
    expect(await setDryRun(driver.principal, id, { on: false, people: "leave" })).toEqual({ ok: true });
    await holder.query("commit");
    holder.release();
    const steps = [{ version: 1, node_id: "day", action: "move" as const, to: "tag" }];
    await prisma().journey.update({
      where: { id },
      data: { graph: sketchGraph({ ...sketch, edges: ["start -> tag", "tag -> bye"] }) },
    });
    await publishJourney(driver.principal, id, { migration: { unaffected: "stay", steps } });
    await migratePeople();
    await driver.settle();
    expect(await states("ada")).toEqual(["exited dry_run_ended"]);
    expect(await person("ada")).toMatchObject({ tags: [] });
    await enter("ada");
    expect((await states("ada")).at(-1)).toBe("completed end_of_path");
  });

  test("a draft has no dry run before it is published", async () => {
    const { id: draft } = await prisma().journey.create({
      data: { workspaceId: driver.workspace.id, name: "Draft", graph: { nodes: [], edges: [] }, settings: {} },
    });
    expect(await setDryRun(driver.principal, draft, { on: true })).toMatchObject({ ok: false, reason: "not_live" });
  });
});
