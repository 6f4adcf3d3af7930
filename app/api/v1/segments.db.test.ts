import { expect, test } from "vitest";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
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
