import { expect, test } from "vitest";
import { migratePeople } from "@/lib/commands/migrate-people";
import { driveJourneys, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const mail = (body: string) => ({ id: "hello", type: "email", config: { subject: "Hello {{ first_name }}", body } });
const wait = (duration: string) => ({ id: "rest", type: "wait", config: { duration } });
const edges = ["start -> hello", "hello -> rest"];
const first = sketchGraph({ nodes: [start, mail("Old words."), wait("P2D")], edges });
const second = sketchGraph({ nodes: [start, mail("New words."), wait("P5D")], edges });

/** Version 1 is live, one person waits in it, and the draft says something else. */
async function scene() {
  const run = await driveJourneys();
  const api = await keyClient(run.workspace.id);
  const { id } = (await api("POST", "/journeys", { name: "Welcome", graph: first })).body as { id: string };
  await api("POST", `/journeys/${id}/publish`);
  await run.event("ada", "signed_up", {}, { email: "ada@example.com", first_name: "Ada" });
  await api("PATCH", `/journeys/${id}`, { graph: second }, { "if-match": "*" });
  return { run, api, id };
}

test("J2 a plan names who stands where and what the draft does to that step; publishing carries it out and logs it", async () => {
  const { run, api, id } = await scene();
  const plan = await api("GET", `/journeys/${id}/publish-plan`);
  expect(plan).toMatchObject({
    status: 200,
    body: {
      version: 2,
      people: 1,
      unaffected: 0,
      places: [{ version: 1, node_id: "rest", fate: "changed", people: 1 }],
    },
  });
  const { revision } = plan.body as { revision: number };
  const migration = { steps: [{ version: 1, node_id: "rest", action: "move", to: "rest", people_max: 1 }] };
  expect(await api("POST", `/journeys/${id}/publish`, { revision, migration })).toMatchObject({ status: 200 });
  expect(await api("GET", `/journeys/${id}/migration`)).toMatchObject({
    body: { migration: { version: 2, state: "running", total: 1, moved: 0 } },
  });
  await migratePeople();
  expect(await api("GET", `/journeys/${id}/migration`)).toMatchObject({
    body: { migration: { state: "done", moved: 1, left: 0 } },
  });
  const [ada] = await run.runs("ada");
  expect(await api("GET", `/enrollments/${ada?.id}`)).toMatchObject({
    body: {
      version: 2,
      node_id: "rest",
      visits: [
        { node_id: "start" },
        { node_id: "hello" },
        { node_id: "rest", outcome: "dropped", reason: "moved_to_version_2" },
        { node_id: "rest", outcome: "waiting" },
      ],
    },
  });
  expect(await api("GET", `/journeys/${id}/report?version=1`)).toMatchObject({ body: { entered: 1, active: 0 } });
  expect(await api("GET", `/journeys/${id}/report?version=2`)).toMatchObject({ body: { entered: 0, active: 1 } });
  expect(await api("GET", `/journeys/${id}`)).toMatchObject({ body: { totals: { entered: 1, active: 1 } } });
});

test.each([
  [409, "revision", (revision: number) => ({ revision: revision - 1 })],
  [
    409,
    "migration.steps.0.people_max",
    () => ({ migration: { steps: [{ version: 1, node_id: "rest", action: "leave", people_max: 0 }] } }),
  ],
  [
    422,
    "migration.steps.0.version",
    () => ({ migration: { steps: [{ version: 9, node_id: "rest", action: "leave" }] } }),
  ],
  [
    422,
    "migration.steps.0.node_id",
    () => ({ migration: { steps: [{ version: 1, node_id: "gone", action: "leave" }] } }),
  ],
  [
    422,
    "migration.steps.0.to",
    () => ({ migration: { steps: [{ version: 1, node_id: "rest", action: "move", to: "gone" }] } }),
  ],
  [
    422,
    "migration.steps.0.action",
    () => ({ migration: { steps: [{ version: 1, node_id: "rest", action: "jump" }] } }),
  ],
  [422, "migration.unaffected", () => ({ migration: { unaffected: "perhaps" } })],
] as const)("publishing is refused with %i and the field %s", async (status, path, body) => {
  const { api, id } = await scene();
  const { revision } = (await api("GET", `/journeys/${id}`)).body as { revision: number };
  const answer = await api("POST", `/journeys/${id}/publish`, body(revision));
  expect(answer).toMatchObject({ status, body: { errors: [{ path }] } });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await api("GET", `/journeys/${id}`)).toMatchObject({ body: { version: 1 } });
});

test.each([
  ["mode", { mode: "later" }],
  ["window", { mode: "spread" }],
  ["window", { mode: "spread", window: "PT0S" }],
  ["window", { mode: "spread", window: "P31D" }],
  ["window", { mode: "shift", window: "PT1H" }],
])("resuming is refused at %s for %o", async (path, body) => {
  const { api, id } = await scene();
  await api("POST", `/journeys/${id}/pause`);
  expect(await api("POST", `/journeys/${id}/resume`, body)).toMatchObject({
    status: 422,
    body: { errors: [{ path }] },
  });
  expect(await api("GET", `/journeys/${id}/timers`)).toMatchObject({ body: { people: 1, overdue: 0, spans: 1 } });
});

test("two sides of a journey give the mails that differ, filled for one sample person", async () => {
  const { api, id } = await scene();
  expect(await api("GET", `/journeys/${id}/compare?before=live&after=draft`)).toMatchObject({
    status: 200,
    body: {
      mails: [
        {
          node_id: "hello",
          before: { subject: "Hello Ada", html: expect.stringContaining("Old words.") },
          after: { html: expect.stringContaining("New words.") },
        },
      ],
    },
  });
  expect(await api("GET", `/journeys/${id}/compare?before=1&after=1`)).toMatchObject({ body: { mails: [] } });
  const unknown = await api("GET", `/journeys/${id}/compare?before=1&after=7`);
  expect(unknown).toMatchObject({ status: 422, body: { errors: [{ path: "after" }] } });
  const unread = await api("GET", `/journeys/${id}/compare?before=latest&after=draft`);
  expect(unread).toMatchObject({ status: 422, body: { errors: [{ path: "before" }] } });
});

test("nobody sees who stands in another workspace's journey", async () => {
  const { id } = await scene();
  const other = await keyClient((await driveJourneys()).workspace.id);
  for (const path of ["publish-plan", "migration", "timers", "compare?before=live&after=draft"])
    expect(await other("GET", `/journeys/${id}/${path}`), path).toMatchObject({ status: 404 });
});

test("a journey with people inside is not deleted, and says how many there are", async () => {
  const { run, api, id } = await scene();
  const refused = await api("DELETE", `/journeys/${id}`);
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining("active") } });
  await api("POST", `/journeys/${id}/archive`);
  expect(await api("DELETE", `/journeys/${id}`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("1 person is still inside") },
  });
  await run.settle();
  expect(await api("DELETE", `/journeys/${id}`)).toMatchObject({ status: 204 });
});
