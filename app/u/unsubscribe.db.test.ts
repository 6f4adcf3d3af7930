import { beforeAll, describe, expect, test } from "vitest";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import {
  createSendScene,
  readCounts,
  readSend,
  TEST_SECRET,
  testDeliverEnvironment,
  testLink,
} from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { GET, POST } from "./[token]/route";

setUpTestDatabase();
beforeAll(() => {
  process.env.APP_SECRET = TEST_SECRET;
});

const context = (token: string) => ({ params: Promise.resolve({ token }) });
const get = (token: string) => GET(new Request(`http://localhost/u/${token}`), context(token));
const post = (token: string, body: BodyInit, headers: Record<string, string> = {}) =>
  POST(new Request(`http://localhost/u/${token}`, { method: "POST", body, headers }), context(token));
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const ONE_CLICK = "List-Unsubscribe=One-Click";

async function consentOf(subscriberId: string) {
  const person = await prisma().subscriber.findUniqueOrThrow({ where: { id: BigInt(subscriberId) } });
  const suppressions = await prisma().suppression.findMany({ where: { workspaceId: person.workspaceId } });
  return {
    unsubscribed: person.unsubscribedAt !== null,
    suppressed: suppressions.map((s) => `${s.address} ${s.reason}`),
  };
}

async function sentMail() {
  const scene = await createSendScene();
  const queued = await scene.queueMail();
  await deliverDue([queued.shard], 100, testDeliverEnvironment());
  return { scene, ...queued, token: testLink("unsubscribe", queued.id) };
}

test("a GET shows whose mail it is about and changes nothing, however often (promise 8)", async () => {
  const { scene, subscriberId, subscriber, token } = await sentMail();
  for (let n = 0; n < 3; n++) {
    const response = await get(token);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toContain("no-store");
    const html = await response.text();
    expect(html).toContain(scene.workspace.name);
    expect(html).not.toContain(subscriber.email ?? "?");
    expect(html).toContain("<button>Unsubscribe</button>");
  }
  expect(await consentOf(subscriberId)).toEqual({ unsubscribed: false, suppressed: [] });
});

test("one click (RFC 8058) unsubscribes: person and address in one transaction, counted once, told to the journeys", async () => {
  const { scene, id, subscriberId, subscriber, token } = await sentMail();
  for (let n = 0; n < 2; n++) expect((await post(token, ONE_CLICK, FORM)).status).toBe(200);
  expect(await consentOf(subscriberId)).toEqual({
    unsubscribed: true,
    suppressed: [`${subscriber.email} unsubscribed`],
  });
  expect(await readCounts(scene.version.id)).toMatchObject({ unsubscribed: 1 });
  const { rows } = await pool().query(
    "select k.name, e.properties from events e join event_kinds k on k.id = e.kind_id where e.subscriber_id = $1",
    [subscriberId],
  );
  expect(rows).toEqual([
    { name: "email_unsubscribed", properties: { journey_id: scene.journey.id, node_id: "hello", message_id: id } },
  ]);
});

test("one click may also come as multipart/form-data", async () => {
  const { subscriberId, token } = await sentMail();
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  expect((await post(token, form)).status).toBe(200);
  expect((await consentOf(subscriberId)).unsubscribed).toBe(true);
});

test("after an unsubscribe returned 200 no later check lets a mail out (promise 7)", async () => {
  const { scene, subscriberId, token, enrollmentId, shard, subscriber } = await sentMail();
  const person = { subscriber, subscriberId, enrollmentId, shard };
  const queuedBefore = await scene.queueSend(person, { visit: 2 });
  expect((await post(token, ONE_CLICK, FORM)).status).toBe(200);
  const queuedAfter = await scene.queueSend(person, { visit: 3 });
  await deliverDue([shard], 100, testDeliverEnvironment());
  for (const id of [queuedBefore, queuedAfter])
    expect(await readSend(id)).toMatchObject({ status: "skipped", reason: "unsubscribed" });
});

test("an unsubscribe that races a hundred sends: whatever was checked later is skipped", async () => {
  const { scene, subscriberId, token, enrollmentId, shard, subscriber } = await sentMail();
  const person = { subscriber, subscriberId, enrollmentId, shard };
  const ids: string[] = [];
  for (let visit = 2; visit < 102; visit++) ids.push(await scene.queueSend(person, { visit }));
  let returned = false;
  const sending = (async () => {
    const late: string[] = [];
    for (let n = 0; n < 50; n++) {
      const before = returned;
      const open = await pool().query<{ id: string }>("select id from sends where status = 'queued' and id = any($1)", [
        ids,
      ]);
      await deliverDue([shard], 2, testDeliverEnvironment());
      if (before) late.push(...open.rows.map((row) => row.id));
    }
    return late;
  })();
  await post(token, ONE_CLICK, FORM);
  returned = true;
  for (const id of await sending) expect((await readSend(id)).status).not.toBe("sent");
});

test("the page's buttons unsubscribe and take it back; other suppressions stay", async () => {
  const { scene, subscriberId, subscriber, token } = await sentMail();
  await prisma().suppression.create({
    data: { workspaceId: scene.workspace.id, address: "other@example.com", reason: "hard_bounce" },
  });
  expect(await (await post(token, "action=unsubscribe", FORM)).text()).toContain("Subscribe again");
  expect((await consentOf(subscriberId)).suppressed).toContain(`${subscriber.email} unsubscribed`);
  expect(await (await post(token, "action=resubscribe", FORM)).text()).toContain("Welcome back");
  expect(await consentOf(subscriberId)).toEqual({ unsubscribed: false, suppressed: ["other@example.com hard_bounce"] });
});

test("who comes back and gets no mail all the same is told so, and the link fills no history", async () => {
  const { scene, id, subscriber, token } = await sentMail();
  const back = async () => (await post(token, "action=resubscribe", FORM)).text();
  expect(await back()).not.toContain("held back");
  await prisma().suppression.create({
    data: { workspaceId: scene.workspace.id, address: subscriber.email ?? "", reason: "complaint" },
  });
  expect(await back()).toMatch(/Welcome back[\s\S]*held back all the same/);
  await pool().query(
    `insert into message_events (workspace_id, send_id, kind, at)
     select $1, $2, 'resubscribed', now() from generate_series(1, 600)`,
    [scene.workspace.id, id],
  );
  const rows = async () => (await pool().query("select from message_events where send_id = $1", [id])).rowCount;
  const before = await rows();
  await back();
  expect(await rows()).toBe(before);
});

describe("bad input changes nothing", () => {
  test.each([
    ["an empty body", "", FORM, 422],
    ["another value", "List-Unsubscribe=Two-Clicks", FORM, 422],
    ["broken multipart", "--x\r\nnonsense", { "content-type": "multipart/form-data; boundary=x" }, 422],
    ["a body too large", `${ONE_CLICK}&x=${"y".repeat(10_000)}`, FORM, 413],
  ])("%s", async (_what, body, headers, status) => {
    const { subscriberId, token } = await sentMail();
    expect((await post(token, body, headers)).status).toBe(status);
    expect((await consentOf(subscriberId)).unsubscribed).toBe(false);
  });

  test("a token of another purpose, a changed one, and noise are 404 and are not shown back", async () => {
    const { id, subscriberId, token } = await sentMail();
    const changed = `${token.slice(0, 5)}${token[5] === "A" ? "B" : "A"}${token.slice(6)}`;
    for (const bad of [testLink("open", id), changed, "x", "<script>alert(1)</script>"]) {
      const [shown, posted] = [await get(bad), await post(bad, ONE_CLICK, FORM)];
      expect([shown.status, posted.status]).toEqual([404, 404]);
      expect(await shown.text()).not.toContain("<script>");
    }
    expect((await consentOf(subscriberId)).unsubscribed).toBe(false);
  });

  test("the sender has the name that its mails bear, and not what the team calls the workspace", async () => {
    const { scene, token } = await sentMail();
    const settings = { brand: { company_name: " Northbound Coffee " } };
    await prisma().workspace.update({
      where: { id: scene.workspace.id },
      data: { name: "EU sandbox (old)", settings },
    });
    const page = await (await get(token)).text();
    expect(page).toContain("Unsubscribe from Northbound Coffee?");
    expect(page).not.toContain("EU sandbox");
  });

  test("a workspace's name is text on the page", async () => {
    const { scene, token } = await sentMail();
    await prisma().workspace.update({ where: { id: scene.workspace.id }, data: { name: "<img src=x onerror=1>" } });
    expect(await (await get(token)).text()).not.toContain("<img");
  });
});
