import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readLink } from "@/lib/channels/signed-link";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { Condition } from "@/lib/journey/condition";
import type { JsonObject } from "@/lib/journey/json";
import { previewSegment } from "@/lib/queries/preview-segment";
import { readJourneyReport } from "@/lib/queries/read-journey-report";
import { simulateJourney } from "@/lib/queries/simulate-journey";
import { startFakePushService } from "@/lib/testing/fake-push-service";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { readSend, TEST_SECRET, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addSuppression } from "../add-suppression";
import { deliverDue, requeueExpiredSends } from "../deliver-messages";
import { eraseSubscriber } from "../erase-subscriber";
import { readEngagedSend, recordEngagement } from "../record-engagement";
import { setDryRun } from "../set-dry-run";
import { settleSend } from "../settle-send";
import { openPushKeys, readPushKey } from "./push-keys";
import { subscribeBrowser, unsubscribeBrowser } from "./subscribe-browser";
import { testPush } from "./test-push";

setUpTestDatabase();
process.env.APP_SECRET = TEST_SECRET;

let service: Awaited<ReturnType<typeof startFakePushService>>;
let driver: JourneyDriver;
beforeAll(async () => {
  service = await startFakePushService();
});
afterAll(() => service.stop());

const start = async (mode: "live" | "sandbox" = "live") => {
  driver = await driveJourneys({ mode });
  await readPushKey(driver.workspace.id);
};
beforeEach(() => start());

const subscribe = (person: string, browser: ReturnType<typeof service.browser>) =>
  subscribeBrowser(
    driver.workspace.id,
    { userId: person, subscription: browser.subscription },
    { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", allowPrivate: true, now: Date.now() },
  );
const publish = (config: JsonObject = {}) =>
  driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "shipped" } },
      { id: "tell", type: "push", config: { title: "On its way, {{ first_name }}", ...config } },
      { id: "day", type: "wait", config: { duration: "P1D" } },
    ],
    edges: ["start -> tell", "tell -> day"],
  });
const ship = (person: string, properties: JsonObject = {}) =>
  driver.event(person, "shipped", properties, { first_name: "Ada" });
type Row = {
  id: string;
  status: string;
  reason: string | null;
  request: { browsers: { state: string }[] } | null;
  subject: string | null;
};
const sends = async (): Promise<Row[]> =>
  (
    await pool().query<Row>(
      `select s.id, s.status, s.reason, s.request, m.subject from sends s left join message_contents m on m.send_id = s.id
       where s.workspace_id = $1 and s.channel = 'push' order by s.created_at, s.id`,
      [driver.workspace.id],
    )
  ).rows;
const states = async () => (await sends())[0]?.request?.browsers.map(({ state }) => state).sort();
/** Time passes for a send: it is due again, whatever the wait. */
const retry = async () => {
  await pool().query("update sends set due_at = now() where workspace_id = $1 and status = 'queued'", [
    driver.workspace.id,
  ]);
  await driver.settle();
};

describe("push (N24)", () => {
  test("shows one filled push in each browser of the person, with the link signed for counting", async () => {
    const [phone, desk] = [service.browser(), service.browser()];
    expect(await subscribe("ada", phone)).toMatchObject({ ok: true, created: true });
    expect(await subscribe("ada", desk)).toMatchObject({ ok: true, created: true });
    const journey = await publish({
      body: "{{ event.carrier }}",
      url: "https://shop.example/orders/{{ event.id }}",
      ttl: "PT2H",
      urgency: "high",
      topic: "order",
    });
    await ship("ada", { carrier: "Post <b>", id: 7 });
    const [send] = await sends();
    expect(send).toMatchObject({ status: "sent", reason: null, subject: "On its way, Ada" });
    for (const { received } of [phone, desk]) {
      expect(received).toMatchObject([
        { payload: { id: send?.id, title: "On its way, Ada", body: "Post <b>" }, urgency: "high", topic: "order" },
      ]);
      expect(received[0]?.ttl).toBeGreaterThan(7_100);
      expect(received[0]?.ttl).toBeLessThanOrEqual(7_200);
    }
    const { url } = (phone.received[0]?.payload ?? {}) as { url?: string };
    const token = url?.replace("http://localhost:3000/t/c/", "") ?? "";
    expect(readLink("click", token, TEST_SECRET)).toEqual({ sendId: send?.id, url: "https://shop.example/orders/7" });
    const report = await readJourneyReport(driver.workspace.id, journey, {});
    expect(report).toMatchObject({
      messages: { sent: 1 },
      nodes: expect.arrayContaining([
        expect.objectContaining({ node_id: "tell", messages: expect.objectContaining({ sent: 1 }) }),
      ]),
    });
  });

  test("a click is counted once, and is an event of the person", async () => {
    await subscribe("ada", service.browser());
    await publish({ url: "https://shop.example/" });
    await ship("ada");
    const engaged = await readEngagedSend((await sends())[0]?.id ?? "");
    if (!engaged) throw new Error("no send");
    await recordEngagement(engaged, { kind: "clicked", url: "https://shop.example/" }, false);
    const { rows } = await pool().query<{ name: string }>(
      `select k.name from events e join event_kinds k on k.id = e.kind_id where e.workspace_id = $1 order by e.id`,
      [driver.workspace.id],
    );
    expect(rows.map(({ name }) => name)).toEqual(["push_subscribed", "shipped", "push_clicked"]);
    const message = await pool().query("select clicked_at is not null as clicked, opened_at from sends where id = $1", [
      engaged.id,
    ]);
    expect(message.rows).toEqual([{ clicked: true, opened_at: null }]);
  });

  test("a branch and a wait hear a click on the push of a step, also in segments' SQL", async () => {
    await subscribe("ada", service.browser());
    await driver.journey({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "shipped" } },
        { id: "tell", type: "push", config: { title: "Hi", url: "https://shop.example/" } },
        {
          id: "until",
          type: "wait_until",
          config: { condition: { message: "clicked", node_id: "tell" }, timeout: "P1D" },
        },
        { id: "branch", type: "branch", config: { condition: { message: "clicked", node_id: "tell" } } },
        { id: "mails", type: "branch", config: { condition: { message: "clicked" } } },
      ],
      edges: ["start -> tell", "tell -> until", "until -met-> branch", "branch -yes-> mails"],
    });
    await ship("ada");
    const engaged = await readEngagedSend((await sends())[0]?.id ?? "");
    if (!engaged) throw new Error("no send");
    await recordEngagement(engaged, { kind: "clicked", url: "https://shop.example/" }, false);
    await driver.settle();
    const ports = (await driver.steps("ada")).flatMap(({ node, port }) => (port ? [`${node} ${port}`] : []));
    expect(ports).toEqual(["start next", "tell next", "until met", "branch yes", "mails no"]);
    const preview = (condition: Condition) => previewSegment(driver.workspace.id, condition);
    expect(await preview({ message: "clicked", node_id: "tell" })).toMatchObject({ preview: { count: 1 } });
    expect(await preview({ message: "clicked" })).toMatchObject({ preview: { count: 0 } });
  });

  test("a browser that has unsubscribed (404, 410) is forgotten; the push counts by the others", async () => {
    const [gone, here] = [service.browser(), service.browser()];
    await subscribe("ada", gone);
    await subscribe("ada", here);
    gone.unsubscribe();
    await publish();
    await ship("ada");
    expect(await sends()).toMatchObject([{ status: "sent" }]);
    expect(await states()).toEqual(["accepted", "gone"]);
    expect(await prisma().pushSubscription.findMany({ where: { workspaceId: driver.workspace.id } })).toMatchObject([
      { endpoint: here.subscription.endpoint },
    ]);
  });

  test("when every browser has unsubscribed, or there never was one, the person is skipped and the log says why", async () => {
    await publish();
    await ship("bo");
    const gone = service.browser();
    await subscribe("ada", gone);
    gone.unsubscribe();
    await ship("ada");
    expect((await sends()).map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      "skipped no_browser",
      "skipped no_browser: every browser has unsubscribed",
    ]);
  });

  test("a service in trouble is asked again for that browser alone, after the wait it asked for", async () => {
    const [busy, here] = [service.browser(), service.browser()];
    await subscribe("ada", busy);
    await subscribe("ada", here);
    busy.breakNext({ status: 429, retryAfter: "600" });
    await publish();
    await ship("ada");
    const [send] = await sends();
    expect(send).toMatchObject({ status: "queued", reason: "retrying: answered 429" });
    const { due_at } = await readSend(send?.id ?? "");
    expect(due_at.getTime() - Date.now()).toBeGreaterThan(590_000);
    await retry();
    expect(await sends()).toMatchObject([{ status: "sent", reason: null }]);
    expect([busy.received.length, here.received.length]).toEqual([1, 1]);
  });

  test("an answer that was lost is uncertain and never asked again by itself; a person may say so", async () => {
    const browser = service.browser();
    await subscribe("ada", browser);
    browser.breakNext({ accept_then_drop: true });
    await publish();
    await ship("ada");
    await retry();
    const [send] = await sends();
    expect(send).toMatchObject({ status: "uncertain", reason: expect.stringMatching(/^no_answer: /) });
    expect(browser.received).toHaveLength(1);
    expect(await settleSend(driver.principal, send?.id ?? "", "again")).toEqual({ ok: true });
    await driver.settle();
    expect(await sends()).toMatchObject([{ status: "sent" }]);
    expect(browser.received).toHaveLength(2);
  });

  test("a worker that died while handing over leaves the push uncertain, not repeated", async () => {
    const browser = service.browser();
    await subscribe("ada", browser);
    await publish();
    await ship("ada");
    const [send] = await sends();
    await pool().query("update sends set status = 'sending', lease_until = now() - interval '1 second' where id = $1", [
      send?.id,
    ]);
    await requeueExpiredSends();
    await driver.settle();
    expect(await sends()).toMatchObject([{ status: "uncertain" }]);
    expect(browser.received).toHaveLength(1);
  });

  test("what would be too old to be shown is not sent, nor kept asking for", async () => {
    const browser = service.browser();
    await subscribe("ada", browser);
    browser.breakNext({ status: 503 });
    await publish({ ttl: "PT1M" });
    await ship("ada");
    expect(await sends()).toMatchObject([{ status: "failed", reason: "push_gave_up: answered 503" }]);
    await subscribe("eve", service.browser());
    const journey = await prisma().journey.findFirstOrThrow({ where: { workspaceId: driver.workspace.id } });
    await driver.ingest("eve", "shipped");
    await pool().query("update journeys set status = 'active' where id = $1", [journey.id]);
    await driver.settle();
    const [, late] = await sends();
    await pool().query(
      "update sends set status = 'queued', attempt = 0, request = null, created_at = now() - interval '2 minutes', due_at = now() where id = $1",
      [late?.id],
    );
    await driver.settle();
    expect((await sends()).find(({ id }) => id === late?.id)).toMatchObject({
      status: "skipped",
      reason: "push_expired",
    });
  });

  test("who was stopped by hand is not pushed to, and a mail's unsubscribe says nothing about pushes", async () => {
    const [one, two] = [service.browser(), service.browser()];
    await subscribe("Ada", one);
    await subscribe("bo", two);
    await addSuppression(driver.principal, { channel: "push", address: "Ada" });
    await prisma().subscriber.updateMany({ where: { externalId: "bo" }, data: { unsubscribedAt: new Date() } });
    await publish();
    await ship("Ada");
    await ship("bo");
    expect((await sends()).map(({ status, reason }) => [status, reason])).toEqual([
      ["skipped", "push_suppressed"],
      ["sent", null],
    ]);
    expect(one.asked()).toBe(0);
  });

  test("a browser belongs to whoever signed in there last, and to nobody after they unsubscribed there", async () => {
    const browser = service.browser();
    await subscribe("ada", browser);
    expect(await subscribe("bo", browser)).toMatchObject({ ok: true, created: false });
    await publish();
    await ship("ada");
    await ship("bo");
    expect((await sends()).map(({ status }) => status)).toEqual(["skipped", "sent"]);
    await unsubscribeBrowser(driver.workspace.id, browser.subscription.endpoint);
    expect(await prisma().pushSubscription.count({ where: { workspaceId: driver.workspace.id } })).toBe(0);
  });

  test("endpoints inside the network and keys that are none are refused with the field's name", async () => {
    const { subscription } = service.browser();
    const take = (given: typeof subscription) =>
      subscribeBrowser(
        driver.workspace.id,
        { userId: "ada", subscription: given },
        { userAgent: "", allowPrivate: false, now: Date.now() },
      );
    for (const endpoint of [
      "https://127.0.0.1/x",
      "https://[::1]/x",
      "https://10.0.0.1/x",
      "http://push.example/x",
      "https://push.example:8443/x",
    ])
      expect(await take({ ...subscription, endpoint })).toMatchObject({ ok: false, path: "subscription.endpoint" });
    expect(
      await take({ ...subscription, endpoint: "https://push.example/x", keys: { p256dh: "AAAA", auth: "AAAA" } }),
    ).toMatchObject({ ok: false, path: "subscription.keys" });
  });

  test("the private key is sealed: the table does not hold it, and another workspace's seal does not open", async () => {
    const id = driver.workspace.id;
    const { rows } = await pool().query("select sealed_private_key from push_keys where workspace_id = $1", [id]);
    const opened = (await openPushKeys([id], TEST_SECRET)).get(id);
    expect(opened?.privateKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(rows)).not.toContain(opened?.privateKey);
    const other = (await driveJourneys()).workspace.id;
    await pool().query(
      "insert into push_keys (workspace_id, public_key, sealed_private_key) select $2, public_key, sealed_private_key from push_keys where workspace_id = $1",
      [id, other],
    );
    expect((await openPushKeys([other], TEST_SECRET)).size).toBe(0);
    expect(await readPushKey(id)).toBe(opened?.publicKey);
  });

  test("a sandbox keeps the push in the Inbox and asks nobody; a walk and a dry run show it too", async () => {
    await start("sandbox");
    const browser = service.browser();
    await subscribe("ada", browser);
    const journey = await publish({ body: "Soon" });
    const walked = await simulateJourney(driver.workspace.id, journey, {
      external_id: "ada",
      trigger: { event: "shipped", properties: {} },
      events: [],
      version: "draft",
    });
    expect(walked).toMatchObject({ ok: true, simulation: { messages: [{ channel: "push", text: "Soon" }] } });
    await ship("ada");
    expect(await sends()).toMatchObject([{ status: "sent", subject: "On its way, Ada" }]);
    await setDryRun(driver.principal, journey, { on: true });
    await driver.event("bo", "push_asked");
    await subscribe("bo", service.browser());
    await ship("bo");
    expect((await sends()).at(-1)).toMatchObject({ status: "skipped", reason: "dry_run", subject: "On its way, Ada" });
    const id = (
      await prisma().pushSubscription.findFirstOrThrow({ where: { endpoint: browser.subscription.endpoint } })
    ).id;
    expect(await testPush(driver.workspace.id, id, { title: "Test", body: "" })).toMatchObject({ ok: true });
    await driver.settle();
    expect((await sends()).find(({ subject }) => subject === "Test")).toMatchObject({ status: "sent" });
    expect(browser.asked()).toBe(0);
  });

  test("a test goes to one browser alone", async () => {
    const [one, two] = [service.browser(), service.browser()];
    const subscribed = await subscribe("ada", one);
    await subscribe("ada", two);
    if (!subscribed.ok) throw new Error("not subscribed");
    expect(await testPush(driver.workspace.id, subscribed.id, { title: "Test", body: "Hello" })).toMatchObject({
      ok: true,
    });
    await deliverDue(driver.shards, 100, testDeliverEnvironment());
    expect([one.received.length, two.received.length]).toEqual([1, 0]);
    expect(await testPush(driver.workspace.id, crypto.randomUUID(), { title: "Test", body: "" })).toMatchObject({
      ok: false,
    });
  });

  test("browsers go with the person when they are erased", async () => {
    await subscribe("ada", service.browser());
    await eraseSubscriber(driver.workspace.id, "ada", "secret");
    expect(await prisma().pushSubscription.count({ where: { workspaceId: driver.workspace.id } })).toBe(0);
  });
});
