import { expect, test, vi } from "vitest";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { handleApiRequest } from "./handle-api-request";

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

/** A request of somebody who closes the page while it is on its way: its body breaks off. */
function closing(secret: string, method: string, path: string): Request {
  const gone = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      gone.abort();
      controller.error(new DOMException("aborted", "AbortError"));
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method,
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body,
    signal: gone.signal,
    duplex: "half",
  };
  return new Request(`http://localhost:3000/api/v1${path}`, init);
}

test("a request that is given up on its way is no failure of ours and is not logged as one", async () => {
  const { id } = await createWorkspace();
  const { secret } = await keyClient(id);
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  try {
    const answer = await handleApiRequest(closing(secret, "POST", "/journeys"));
    expect(answer.status).toBe(499);
    expect(logged).not.toHaveBeenCalled();
  } finally {
    logged.mockRestore();
  }
});

test("what a closing page deletes is deleted although the page is gone", async () => {
  const { id } = await createWorkspace();
  const api = await keyClient(id);
  const { id: journey } = (await api("POST", "/journeys", { name: "Welcome" })).body as { id: string };
  const answer = await handleApiRequest(closing(api.secret, "DELETE", `/journeys/${journey}`));
  expect(answer.status).toBe(204);
  expect(await api("GET", `/journeys/${journey}`)).toMatchObject({ status: 404 });
});
