import { expect, test } from "vitest";
import { createSegment } from "@/lib/commands/create-segment";
import { drainSegments } from "@/lib/commands/refresh-segments";
import { pool } from "@/lib/db/pool";
import { richTextFromPlain } from "@/lib/email/short-form";
import { readSegment } from "@/lib/queries/list-segments";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";

setUpTestDatabase();

test("a segment is filled from its condition, previewed without being stored, and refuses what only a journey knows", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  await createSubscriber(id, { externalId: "ada", attributes: { plan: "pro" } });
  await createSubscriber(id, { externalId: "bob", attributes: { plan: "free" } });
  const condition = { path: "plan", op: "equals", value: "pro" };
  expect(await api("POST", "/segments/preview", { condition })).toMatchObject({
    status: 200,
    body: { count: 1, sample: [{ external_id: "ada" }] },
  });
  expect(await api("GET", "/segments")).toMatchObject({ body: { data: [] } });
  const made = await api("POST", "/segments", { name: "Pros", condition });
  expect(made).toMatchObject({ status: 201, body: { name: "Pros", kind: "dynamic", condition, member_count: 1 } });
  const { id: segment } = made.body as { id: string };
  expect(await api("GET", `/segments/${segment}/members`)).toMatchObject({
    body: { data: [{ subscriber: { external_id: "ada" } }], next_cursor: null },
  });
  expect(await api("GET", `/subscribers?segment_id=${segment}`)).toMatchObject({
    body: { data: [{ external_id: "ada" }], next_cursor: null },
  });
  expect(await api("POST", "/segments", { name: "Pros", condition })).toMatchObject({ status: 409 });
  expect(await api("POST", "/segments", { name: "X", condition: { path: "event.total", op: "exists" } })).toMatchObject(
    { status: 422, body: { errors: [{ path: "condition" }] } },
  );
  expect(await api("PATCH", `/segments/${segment}`, { name: "Professionals" })).toMatchObject({
    status: 200,
    body: { name: "Professionals" },
  });
  expect(await api("DELETE", `/segments/${segment}`)).toMatchObject({ status: 204 });
  expect(await api("GET", `/segments/${segment}`)).toMatchObject({ status: 404 });
});

test("a segment that would ask for itself, be it through another, is refused", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const make = async (name: string, condition: object) =>
    ((await api("POST", "/segments", { name, condition })).body as { id: string }).id;
  const base = await make("Base", { tag: "vip" });
  const outer = await make("Outer", { all: [{ segment_id: base }, { tag: "new" }] });
  const refused = (message: string) => ({ status: 422, body: { errors: [{ path: "condition", message }] } });
  expect(await api("PATCH", `/segments/${base}`, { condition: { none: [{ segment_id: base }] } })).toMatchObject(
    refused("“Base” would look at itself, so nobody could be said to be in it."),
  );
  expect(await api("PATCH", `/segments/${base}`, { condition: { any: [{ segment_id: outer }] } })).toMatchObject(
    refused("“Base” would look at “Outer”, which looks at “Base”: a circle, so nobody could be said to be in it."),
  );
  expect(await api("PATCH", `/segments/${outer}`, { condition: { segment_id: base } })).toMatchObject({ status: 200 });
});

test("a stage that would look at a segment that looks at the stage is refused, with the circle and the field by name", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const make = async (name: string, condition: object) =>
    ((await api("POST", "/segments", { name, condition })).body as { id: string }).id;
  const customers = await make("Customers", { path: "lifecycle_stage", op: "equals", value: "customer" });
  const loyal = await make("Loyal", { all: [{ segment_id: customers }, { tag: "loyal" }] });
  const tagged = await make("Tagged", { tag: "new" });
  const save = (...stages: [string, object][]) =>
    api("PUT", "/scoring", {
      enabled: true,
      lifecycle: stages.map(([stage, condition]) => ({ stage, condition })),
    });
  expect(
    await save(["lead", { tag: "asked" }], ["advocate", { any: [{ tag: "x" }, { segment_id: loyal }] }]),
  ).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          path: "lifecycle.1.condition",
          message:
            "advocate: The stage (lifecycle_stage) would look at “Loyal”, which looks at “Customers”, which looks at the stage (lifecycle_stage): a circle, so nobody could be said to be in it.",
        },
      ],
    },
  });
  expect(await save(["lead", { segment_id: tagged }])).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          path: "lifecycle.0.condition",
          message: "lead: A stage cannot look at a segment (“Tagged”): give it the segment’s rules instead.",
        },
      ],
    },
  });
  expect(await save(["lead", { path: "lifecycle_stage", op: "exists" }])).toMatchObject({
    status: 422,
    body: {
      errors: [
        { message: "lead: The stage (lifecycle_stage) would look at itself, so nobody could be said to be in it." },
      ],
    },
  });
  expect(await save(["lead", { tag: "asked" }])).toMatchObject({ status: 200 });
});

test("people are put into a manual segment and taken out by their ids; strangers are named, rules are refused", async () => {
  const { id } = await createWorkspace();
  const other = await createWorkspace();
  const api = await keyClient(id);
  const foreign = await keyClient(other.id);
  await createSubscriber(id, { externalId: "ada" });
  await createSubscriber(id, { externalId: "bob" });
  await createSubscriber(other.id, { externalId: "eve" });
  const made = await api("POST", "/segments", { name: "Club", kind: "manual" });
  expect(made).toMatchObject({ status: 201, body: { kind: "manual", condition: null, member_count: 0 } });
  const { id: club } = made.body as { id: string };
  const put = (external_ids: string[]) => api("POST", `/segments/${club}/members`, { external_ids });
  expect(await put(["ada", "bob", "ada", "eve"])).toMatchObject({
    status: 200,
    body: { changed: 2, unknown: ["eve"] },
  });
  expect(await put(["ada"])).toMatchObject({ body: { changed: 0, unknown: [] } });
  expect(await api("POST", `/segments/${club}/members/remove`, { external_ids: ["bob"] })).toMatchObject({
    body: { changed: 1 },
  });
  expect(await api("GET", `/segments/${club}/members`)).toMatchObject({
    body: { data: [{ subscriber: { external_id: "ada" } }] },
  });
  expect(await foreign("POST", `/segments/${club}/members`, { external_ids: ["eve"] })).toMatchObject({ status: 404 });
  expect(await put([])).toMatchObject({ status: 422, body: { errors: [{ path: "external_ids" }] } });
  const condition = { tag: "x" };
  expect(await api("PATCH", `/segments/${club}`, { condition })).toMatchObject({ status: 422 });
  expect(await api("POST", "/segments", { name: "Both", kind: "manual", condition })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "condition" }] },
  });
  expect(await api("POST", "/segments", { name: "Neither" })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "condition" }] },
  });
  const rules = await api("POST", "/segments", { name: "Rules", condition });
  const { id: ruled } = rules.body as { id: string };
  expect(await api("POST", `/segments/${ruled}/members`, { external_ids: ["ada"] })).toMatchObject({ status: 409 });
});

test("whoever there is can be put into a manual segment, whatever their id looks like", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const ids = ["x".repeat(256), " leading and trailing "];
  for (const externalId of ids) await createSubscriber(id, { externalId });
  const made = await api("POST", "/segments", { name: "Club", kind: "manual" });
  const path = `/segments/${(made.body as { id: string }).id}/members`;
  expect(await api("POST", path, { external_ids: ids })).toMatchObject({
    status: 200,
    body: { changed: 2, unknown: [] },
  });
});

test("a new segment that cannot be filled at once is filled by the queue, and never stays empty", async () => {
  const { id } = await createWorkspace();
  const principal = { kind: "key", keyId: "test", scope: "full", workspaceId: id } as const;
  await createSubscriber(id, { externalId: "ada", tags: ["vip"] });
  const other = await pool().connect();
  await other.query("begin; lock table segment_members in exclusive mode");
  const made = await createSegment(principal, { name: "VIP", description: "", condition: { tag: "vip" } }, 50);
  await other.query("rollback");
  other.release();
  if (!made.ok) throw new Error(made.reason);
  const count = async () => (await readSegment(id, made.id))?.member_count;
  expect(await count()).toBe(0);
  await drainSegments(100);
  expect(await count()).toBe(1);
});

test("a segment that the mail of a live journey asks about is not deleted", async () => {
  const driver = await driveJourneys();
  const api = await keyClient(driver.workspace.id);
  const made = await api("POST", "/segments", { name: "VIP", condition: { tag: "vip" } });
  const { id } = made.body as { id: string };
  const content = richTextFromPlain("Only for you");
  const blocks = [
    { id: "m", type: "text", content, align: "left", when: { segment_id: id } },
    { id: "f", type: "footer", text: "", unsubscribe_label: "Unsubscribe" },
  ];
  const document = { v: 2, subject: "Hello", preheader: "", blocks };
  const template = await api("POST", "/templates", { name: "Mail", document });
  const template_id = (template.body as { id: string }).id;
  const nodes = [
    { id: "start", type: "trigger.manual" },
    { id: "mail", type: "email", config: { template_id } },
  ];
  await driver.journey({ nodes, edges: ["start -> mail"] }, "Welcome");
  expect(await api("DELETE", `/segments/${id}`)).toMatchObject({
    status: 409,
    body: { detail: "It is used by Welcome." },
  });
});
