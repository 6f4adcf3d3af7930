import { afterEach, expect, test } from "vitest";
import { startFakeSalesforce } from "@/lib/testing/fake-salesforce";
import { salesforceConnection } from "./salesforce-connection";

const http = { allowPrivate: true, now: Date.now };
let stop: (() => Promise<void>) | undefined;
afterEach(async () => stop?.());

async function start(clientSecret = "the-secret") {
  const fake = await startFakeSalesforce({ clientId: "the-app", clientSecret: "the-secret" });
  stop = fake.stop;
  return { fake, crm: salesforceConnection({ instanceUrl: fake.url, clientId: "the-app", clientSecret }, http) };
}
const ada = { property: "Email", value: "ada@example.com" };
const tokensAsked = (requests: string[]) => requests.filter((line) => line.endsWith("/oauth2/token")).length;

test("N20: a contact is created once and updated afterwards, with values of the fields’ own types, and fields come back", async () => {
  const { fake, crm } = await start();
  const properties = { LastName: "Lovelace", Score__c: "7.5", VIP__c: "true", Email: "ada@example.com" };
  expect(await crm.upsert({ match: ada, properties, read: ["Score__c", "VIP__c", "FirstName"] })).toEqual({
    kind: "done",
    value: { id: "003000000000000001", created: true, properties: { Score__c: 7.5, VIP__c: true, FirstName: null } },
  });
  const again = await crm.upsert({ match: ada, properties: { FirstName: "123" }, read: [] });
  expect(again).toMatchObject({ kind: "done", value: { created: false } });
  expect(fake.contacts).toEqual([
    {
      Id: "003000000000000001",
      Email: "ada@example.com",
      LastName: "Lovelace",
      Score__c: 7.5,
      VIP__c: true,
      FirstName: "123",
    },
  ]);
});

test("N20: one token serves many calls at once; one that has ended is asked for anew, once", async () => {
  const { fake, crm } = await start();
  const upsert = (n: number) =>
    crm.upsert({ match: { property: "Shop_Id__c", value: `s/${n}` }, properties: { LastName: "X" }, read: [] });
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => upsert(n)));
  expect(all.every(({ kind }) => kind === "done")).toBe(true);
  expect(tokensAsked(fake.requests)).toBe(1);
  expect(fake.requests.filter((line) => line.endsWith("/describe"))).toHaveLength(1);
  fake.endSessions();
  expect((await Promise.all([upsert(1), upsert(2)])).every(({ kind }) => kind === "done")).toBe(true);
  expect(tokensAsked(fake.requests)).toBeLessThanOrEqual(3);
  expect(fake.contacts).toHaveLength(20);
});

test("N20: its limit asks to wait, a locked row may be asked again, refusals are told in its own words", async () => {
  const { fake, crm } = await start();
  const upsert = (properties: Record<string, string> = { LastName: "L" }) =>
    crm.upsert({ match: ada, properties, read: [] });
  await upsert();
  fake.limit(1);
  expect(await upsert()).toMatchObject({
    kind: "trouble",
    reason: expect.stringContaining("REQUEST_LIMIT_EXCEEDED"),
    holdMs: 15 * 60_000,
  });
  fake.lockRow(1);
  const locked = await upsert();
  expect(locked).toMatchObject({ kind: "trouble", reason: expect.stringContaining("UNABLE_TO_LOCK_ROW") });
  expect(locked).not.toHaveProperty("holdMs");
  expect(await upsert({ Nope__c: "1" })).toMatchObject({ kind: "refused", reason: expect.stringContaining("Nope__c") });
  fake.contacts.push({ Id: "003000000000000009", Email: "ada@example.com" });
  expect(await upsert()).toMatchObject({ kind: "refused", reason: expect.stringContaining("several contacts") });
});

test("N20: credentials are checked, and its field list says what can be written and found by", async () => {
  const { fake, crm } = await start();
  expect(await crm.check()).toEqual({ kind: "done", value: { account: new URL(fake.url).host } });
  const list = await crm.properties();
  if (list.kind !== "done") throw new Error(list.reason);
  expect(list.value.filter((one) => one.identifies).map(({ name }) => name)).toEqual(["Email", "Shop_Id__c"]);
  expect(list.value.find(({ name }) => name === "CreatedDate")).toMatchObject({ writable: false });
});

test("N20: an app that is not let in is said to be so, and its secret never repeated", async () => {
  const { crm } = await start("wrong-one");
  const checked = await crm.check();
  expect(checked).toMatchObject({
    kind: "refused",
    unauthorised: true,
    reason: expect.stringContaining("invalid_client"),
  });
  expect(JSON.stringify(checked)).not.toContain("wrong-one");
});
