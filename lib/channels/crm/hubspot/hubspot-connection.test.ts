import { afterEach, expect, test } from "vitest";
import { startFakeHubspot } from "@/lib/testing/fake-hubspot";
import { hubspotConnection } from "./hubspot-connection";

const TOKEN = "pat-eu1-the-token";
const http = { allowPrivate: true, now: Date.now };
let stop: (() => Promise<void>) | undefined;
afterEach(async () => stop?.());

async function start(token = TOKEN) {
  const fake = await startFakeHubspot({ token: TOKEN });
  stop = fake.stop;
  return { fake, crm: hubspotConnection(token, http, fake.url) };
}
const ada = { property: "email", value: "ada+x@example.com" };

test("N20: a contact is created once and updated afterwards, and its properties come back", async () => {
  const { fake, crm } = await start();
  const first = await crm.upsert({
    match: ada,
    properties: { firstname: "Ada", score: "7" },
    read: ["score", "lifecyclestage"],
  });
  expect(first).toEqual({
    kind: "done",
    value: { id: "101", created: true, properties: { score: "7", lifecyclestage: null } },
  });
  const second = await crm.upsert({ match: ada, properties: { firstname: "Augusta" }, read: [] });
  expect(second).toEqual({ kind: "done", value: { id: "101", created: false, properties: {} } });
  expect([...fake.contacts.values()]).toEqual([
    { id: "101", properties: { email: "ada+x@example.com", firstname: "Augusta", score: "7" } },
  ]);
});

test("N20: a contact can be found by another unique property", async () => {
  const { fake, crm } = await start();
  const match = { property: "shop_id", value: "A/7 ä" };
  for (const firstname of ["Ada", "Augusta"])
    expect(await crm.upsert({ match, properties: { firstname }, read: [] })).toMatchObject({ kind: "done" });
  expect([...fake.contacts.values()]).toEqual([{ id: "101", properties: { shop_id: "A/7 ä", firstname: "Augusta" } }]);
});

test("N20: somebody who is created by another at the same moment is updated, not doubled", async () => {
  const { fake, crm } = await start();
  await crm.upsert({ match: ada, properties: { firstname: "Ada" }, read: [] });
  // the look-up comes too early, the creation too late
  fake.answerNext(1, { status: 404, body: { category: "OBJECT_NOT_FOUND", message: "resource not found" } });
  const raced = await crm.upsert({ match: ada, properties: { firstname: "Augusta" }, read: [] });
  expect(raced).toMatchObject({ kind: "done", value: { id: "101", created: false } });
  expect(fake.contacts.size).toBe(1);
});

test("N20: an attempt of which nobody knows may be repeated", async () => {
  const { fake, crm } = await start();
  await crm.upsert({ match: ada, properties: {}, read: [] });
  fake.answerNext(1, { done_then_drop: true });
  expect(await crm.upsert({ match: ada, properties: { score: "1" }, read: [] })).toMatchObject({ kind: "trouble" });
  expect(await crm.upsert({ match: ada, properties: { score: "1" }, read: [] })).toMatchObject({ kind: "done" });
  expect(fake.contacts.size).toBe(1);
});

test("N20: its limits ask to wait, its refusals are told in its own words", async () => {
  const { fake, crm } = await start();
  fake.limit(1, { "retry-after": "7" });
  expect(await crm.upsert({ match: ada, properties: {}, read: [] })).toMatchObject({ kind: "trouble", holdMs: 7_000 });
  fake.limit(1);
  expect(await crm.upsert({ match: ada, properties: {}, read: [] })).toMatchObject({ kind: "trouble", holdMs: 10_000 });
  fake.answerNext(1, { status: 503 });
  expect(await crm.upsert({ match: ada, properties: {}, read: [] })).toEqual({
    kind: "trouble",
    reason: "answered 503",
  });
  expect(await crm.upsert({ match: ada, properties: { nope: "1" }, read: [] })).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining('Property "nope" does not exist'),
    unauthorised: false,
  });
});

test("N20: credentials are checked, and its property list says what can be written and found by", async () => {
  const { crm } = await start();
  expect(await crm.check()).toEqual({ kind: "done", value: { account: "HubSpot account 4711" } });
  const list = await crm.properties();
  if (list.kind !== "done") throw new Error(list.reason);
  const by = (wanted: "writable" | "identifies") => list.value.filter((one) => one[wanted]).map(({ name }) => name);
  expect(by("identifies")).toEqual(["email", "shop_id"]);
  expect(by("writable")).toEqual(["email", "firstname", "lifecyclestage", "score", "shop_id"]);
  expect(list.value.map(({ name }) => name)).not.toContain("hs_internal");
});

test("N20: a token that is not good is said to be so, and never repeated", async () => {
  const { crm } = await start("pat-eu1-wrong-one");
  const checked = await crm.check();
  expect(checked).toMatchObject({ kind: "refused", unauthorised: true });
  expect(JSON.stringify(checked)).not.toContain("wrong-one");
});
