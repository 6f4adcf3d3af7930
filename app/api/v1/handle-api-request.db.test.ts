import { expect, test } from "vitest";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";

setUpTestDatabase();

test("every list can be read in an empty workspace", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  for (const path of [
    "/journeys",
    "/subscribers",
    "/templates",
    "/messages",
    "/events",
    "/event-kinds",
    "/tags",
    "/suppressions",
    "/members",
  ])
    expect({ path, ...(await api("GET", path)) }).toMatchObject({
      path,
      status: 200,
      body: { data: [], next_cursor: null },
    });
  expect(await api("GET", "/workspace")).toMatchObject({ status: 200, body: { mode: "sandbox" } });
  expect(await api("GET", "/attributes")).toMatchObject({ status: 200 });
});

test("J12 a draft is created, saved over the revision that was read, refused over an older one, copied and deleted", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const created = await api("POST", "/journeys", { name: "Welcome" });
  expect(created).toMatchObject({
    status: 201,
    body: { name: "Welcome", status: "draft", version: null, revision: 1 },
  });
  const { id: journey } = created.body as { id: string };
  const graph = { nodes: [{ id: "t", type: "trigger.event", config: {} }], edges: [] };
  expect(await api("PATCH", `/journeys/${journey}`, { graph })).toMatchObject({ status: 428 });
  expect(await api("PATCH", `/journeys/${journey}`, { graph }, { "if-match": '"1"' })).toMatchObject({
    status: 200,
    body: { revision: 2, graph },
  });
  const stale = await api("PATCH", `/journeys/${journey}`, { name: "Other" }, { "if-match": '"1"' });
  expect(stale).toMatchObject({ status: 409 });
  expect(stale.headers.get("etag")).toBe('"2"');
  expect(await api("POST", `/journeys/${journey}/duplicate`)).toMatchObject({
    status: 201,
    body: { name: "Copy of Welcome", graph },
  });
  expect(await api("DELETE", `/journeys/${journey}`)).toMatchObject({ status: 204 });
  expect(await api("GET", `/journeys/${journey}`)).toMatchObject({ status: 404 });
});

test("a page's cursor continues where it ended, whoever is added meanwhile", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  for (const n of [1, 2, 3, 4, 5]) await createSubscriber(id, { externalId: `p${n}` });
  const first = await api("GET", "/subscribers?limit=2");
  expect(first).toMatchObject({ body: { data: [{ external_id: "p5" }, { external_id: "p4" }] } });
  await createSubscriber(id, { externalId: "p6" });
  const { next_cursor } = first.body as { next_cursor: string };
  expect(await api("GET", `/subscribers?limit=2&cursor=${next_cursor}`)).toMatchObject({
    body: { data: [{ external_id: "p3" }, { external_id: "p2" }] },
  });
});
