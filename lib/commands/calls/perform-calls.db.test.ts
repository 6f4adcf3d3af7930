import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeWebhookSecret } from "@/lib/channels/webhook-signature";
import { pool } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/journey/json";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { createSendScene, readCounts, readSend, TEST_SECRET, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { deliverDue } from "../deliver-messages";
import { endWebhookSecret } from "../end-webhook-secret";
import { makeWebhookSigningSecret } from "../make-webhook-signing-secret";
import { readWebhookSecrets } from "./read-webhook-secrets";

setUpTestDatabase();
process.env.APP_SECRET = TEST_SECRET;

type Received = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(respond: (response: ServerResponse, n: number) => void) {
  const received: Received[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    respond(response, received.length);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
const json =
  (body: unknown, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

/** A person who stands in the webhook node and waits for its answer. */
async function waiting(webhook: JsonObject, dueAt = "infinity") {
  const scene = await createSendScene({ webhook });
  const person = await scene.enroll({ firstName: 'Ada "the" first' });
  await pool().query(
    `insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     values ($1, $2, $3, $4, $5, 2, 3, true, now(), $6)`,
    [person.shard, person.enrollmentId, scene.workspace.id, scene.version.id, person.subscriberId, dueAt],
  );
  const id = await scene.queueSend(person, { channel: "webhook", visit: 3 });
  const woken = async () => {
    const { rows } = await pool().query<{ due: boolean; wake: unknown }>(
      "select due_at < '2029-01-01' as due, wake from waiting where id = $1",
      [person.enrollmentId],
    );
    return rows;
  };
  return { scene, ...person, id, woken };
}

const perform = (shard: number, minutesLater = 0) =>
  deliverDue([shard], 100, testDeliverEnvironment({ realNow: () => Date.now() + minutesLater * 60_000 }));

test("N19: a webhook is called with its filled request and the person is woken with the answer", async () => {
  const { url, received } = await listen(json({ score: 42, status: "gold" }));
  const { id, shard, woken, scene } = await waiting({
    method: "PUT",
    url: `${url}/people/{{ external_id }}`,
    headers: { "X-Plan": "{{ event.plan }}", "webhook-id": "forged", host: "evil.example" },
    body: '{"name": "{{ first_name }}", "nested": ["{{ event.plan }}", 1]}',
  });
  await perform(shard);
  const [request] = received;
  expect(received).toHaveLength(1);
  expect(request).toMatchObject({ method: "PUT", url: expect.stringMatching(/^\/people\/user-/) });
  expect(JSON.parse(request?.body ?? "")).toEqual({ name: 'Ada "the" first', nested: ["pro", 1] });
  expect(request?.headers).toMatchObject({ "x-plan": "pro", "webhook-id": id, "content-type": "application/json" });
  expect(request?.headers.host).not.toContain("evil");
  expect(request?.headers["webhook-signature"]).toBeUndefined();
  expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 1, provider: "webhook" });
  expect(await woken()).toMatchObject([
    { due: true, wake: [{ by: "result", ok: true, value: { status: "gold", body: { score: 42 }, score: 42 } }] },
  ]);
  expect(await readCounts(scene.version.id)).toEqual({ sent: 1 });
});

test("without a body the person and the event are sent", async () => {
  const { url, received } = await listen(json({}));
  const { shard } = await waiting({ url });
  await perform(shard);
  expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
    subscriber: { first_name: 'Ada "the" first' },
    event: { name: "signed_up", properties: { plan: "pro" } },
    journey: { node_id: "hook" },
  });
});

test("a person whose bucket is a day is found too", async () => {
  const { url } = await listen(json({ ok: true }));
  const { shard, woken } = await waiting({ url }, "2030-01-01T00:00:00Z");
  await perform(shard);
  expect(await woken()).toMatchObject([{ due: true, wake: [{ ok: true }] }]);
});

test("a call that cannot be stored fails by itself, and those behind it are made", async () => {
  const { url, received } = await listen(json({ ok: true }));
  await pool().query("alter table sends add constraint poison check (request->>'body' is distinct from 'poison')");
  const poisoned = await waiting({ url, body: "poison" });
  const scene = await createSendScene({ webhook: { url, body: "fine" } });
  let person = await scene.enroll();
  while (person.shard !== poisoned.shard) person = await scene.enroll();
  const id = await scene.queueSend(person, { channel: "webhook" });
  await perform(poisoned.shard);
  await pool().query("alter table sends drop constraint poison");
  expect(received.map(({ body }) => body)).toEqual(["fine"]);
  expect(await readSend(id)).toMatchObject({ status: "sent" });
  expect(await readSend(poisoned.id)).toMatchObject({ status: "failed", reason: expect.stringContaining("23514") });
  expect(await poisoned.woken()).toMatchObject([{ due: true, wake: [{ by: "result", ok: false }] }]);
});

const HOUR = 60;

test("N19: trouble over there is asked again under the same id, and the person waits on", async () => {
  const { url, received } = await listen((response, n) => json({ n }, n < 3 ? 503 : 200)(response));
  const { id, shard, woken } = await waiting({ url });
  await perform(shard);
  expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 1, reason: "asked_again: answered 503" });
  expect(await woken()).toMatchObject([{ due: false, wake: null }]);
  await perform(shard, 1);
  await perform(shard, 10);
  expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 3 });
  expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([id]));
  expect(await woken()).toMatchObject([{ due: true, wake: [{ ok: true, value: { n: 3 } }] }]);
});

test("N19: ten attempts over three days and three hours, then the person leaves by the error exit", async () => {
  const { url, received } = await listen(json({}, 500));
  const { id, shard, woken, scene } = await waiting({ url });
  const { due_at: first } = await readSend(id);
  let last = first;
  for (let n = 0; n < 12; n++) {
    const before = await readSend(id);
    if (before.status !== "queued") break;
    expect(await woken()).toMatchObject([{ due: false, wake: null }]);
    last = before.due_at;
    await perform(shard, (before.due_at.getTime() - Date.now()) / 60_000 + 0.01);
  }
  expect(received).toHaveLength(10);
  const hours = (last.getTime() - first.getTime()) / 3_600_000;
  expect(hours).toBeGreaterThan(75);
  expect(hours).toBeLessThan(75.6 * 1.1);
  expect(await readSend(id)).toMatchObject({ status: "failed", reason: "gave_up_calling: answered 500" });
  expect(await woken()).toMatchObject([{ due: true, wake: [{ ok: false, value: { status: 500 } }] }]);
  expect(await readCounts(scene.version.id)).toEqual({ send_failed: 1 });
});

test("N19: in a sandbox the attempts are made at their own times when the clock is moved on", async () => {
  const { url, received } = await listen(json({}, 503));
  const driver = await driveJourneys();
  await createSubscriber(driver.workspace.id, { externalId: "ada" });
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "hook", type: "webhook", config: { url } },
      { id: "broken", type: "add_tag", config: { tag: "unreachable" } },
      { id: "month", type: "wait", config: { duration: "P30D" } },
    ],
    edges: ["start -> hook", "hook -error-> broken", "broken -> month"],
  });
  const began = await driver.now();
  await driver.ingest("ada", "signed_up");
  await driver.settle();
  expect(received).toHaveLength(1);
  await driver.advance("P5D");
  expect(received).toHaveLength(10);
  expect(await driver.path("ada")).toEqual(["start", "hook", "broken", "month"]);
  const left = (await driver.steps("ada")).find(({ node, port }) => node === "hook" && port === "error");
  const hours = ((left?.left_at ?? 0) - began) / 3_600_000;
  expect(hours).toBeGreaterThan(75);
  expect(hours).toBeLessThan(84);
});

test("N19: Retry-After is honoured: nobody is asked before it is over", async () => {
  const { url, received } = await listen((response, n) => {
    if (n > 1) return json({ ok: true })(response);
    response.writeHead(429, { "retry-after": "7200" }).end();
  });
  const { id, shard } = await waiting({ url });
  await perform(shard);
  const { due_at } = await readSend(id);
  expect(due_at.getTime() - Date.now()).toBeGreaterThan(2 * HOUR * 60_000 - 10_000);
  await perform(shard, HOUR);
  expect(received).toHaveLength(1);
  await perform(shard, 2.5 * HOUR);
  expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
});

describe("N19: signing", () => {
  const principalOf = (workspaceId: number) => ({ kind: "key", keyId: "k", scope: "full", workspaceId }) as const;
  const verify =
    (secret: string, { body, headers }: Received) =>
    () =>
      new Webhook(secret).verify(body, {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      });

  test("the standard's own library verifies a call; after a change both secrets do, until the old one ends", async () => {
    const { url, received } = await listen(json({}));
    const { id, shard, scene, ...person } = await waiting({ url, body: '{"name": "{{ first_name }} – é 漢"}' });
    const principal = principalOf(scene.workspace.id);
    const first = await makeWebhookSigningSecret(principal, { overlap_hours: 24 });
    await perform(shard);
    const [signed] = received;
    if (!signed) throw new Error("nobody was called");
    expect(verify(first.secret, signed)()).toEqual({ name: 'Ada "the" first – é 漢' });
    expect(verify(first.secret, { ...signed, body: signed.body.replace("Ada", "Eve") })).toThrow();
    expect(verify(makeWebhookSecret(), signed)).toThrow();
    expect(signed.headers["webhook-id"]).toBe(id);

    const second = await makeWebhookSigningSecret(principal, { overlap_hours: 24 });
    await scene.queueSend({ ...person, shard }, { channel: "webhook", visit: 4 });
    await perform(shard);
    const [, both] = received;
    if (!both) throw new Error("nobody was called again");
    for (const { secret } of [first, second]) expect(verify(secret, both)).not.toThrow();

    await endWebhookSecret(principal, first.id);
    await scene.queueSend({ ...person, shard }, { channel: "webhook", visit: 5 });
    await perform(shard);
    const [, , alone] = received;
    if (!alone) throw new Error("nobody was called a third time");
    expect(verify(first.secret, alone)).toThrow();
    expect(verify(second.secret, alone)).not.toThrow();
  });

  test("a secret stands sealed in the database, and ends when its overlap is over", async () => {
    const workspace = await createWorkspace();
    const principal = principalOf(workspace.id);
    const now = new Date("2026-05-01T00:00:00Z");
    const made = [];
    for (let n = 0; n < 4; n++) made.push(await makeWebhookSigningSecret(principal, { overlap_hours: 2 }, now));
    const { rows } = await pool().query<{ sealed: string }>("select sealed from webhook_secrets");
    for (const { secret } of made) expect(JSON.stringify(rows)).not.toContain(secret.slice("whsec_".length));
    const valid = async (hours: number) =>
      (await readWebhookSecrets(pool(), [workspace.id], now.getTime() + hours * 3_600_000, TEST_SECRET)).get(
        workspace.id,
      );
    const newestFirst = made.map(({ secret }) => secret).reverse();
    expect(await valid(1)).toEqual(newestFirst.slice(0, 3));
    expect(await valid(2)).toEqual(newestFirst.slice(0, 1));
    const { rows: log } = await pool().query("select * from audit_log where workspace_id = $1", [workspace.id]);
    expect(log).toHaveLength(4);
    for (const { secret } of made) expect(JSON.stringify(log)).not.toContain(secret);
  });
});

test("N19: what an answer looks like is remembered for the picker, its values are not", async () => {
  const { url } = await listen(json({ score: 42, plan: { name: "gold-4711" }, tags: ["a"], status: "ok" }));
  const { shard, scene } = await waiting({ url });
  await perform(shard);
  const { rows } = await pool().query(
    "select node_id, path, kind from answer_fields where journey_id = $1 order by path",
    [scene.journey.id],
  );
  expect(rows).toEqual([
    { node_id: "hook", path: "plan", kind: "object" },
    { node_id: "hook", path: "plan.name", kind: "text" },
    { node_id: "hook", path: "score", kind: "number" },
    { node_id: "hook", path: "status", kind: "text" },
    { node_id: "hook", path: "tags", kind: "list" },
  ]);
  expect(JSON.stringify((await pool().query("select * from answer_fields")).rows)).not.toContain("4711");
});

test("a refusal is an answer: the person goes on at once", async () => {
  const { url } = await listen(json({ error: "unknown" }, 404));
  const { shard, woken } = await waiting({ url });
  await perform(shard);
  expect(await woken()).toMatchObject([{ wake: [{ ok: false, value: { status: 404, error: "unknown" } }] }]);
});

test("an answer nobody waits for any more wakes nobody", async () => {
  const { url } = await listen(json({ ok: true }));
  const { id, shard, woken, enrollmentId } = await waiting({ url });
  await pool().query("update waiting set visit = 4 where id = $1", [enrollmentId]);
  await perform(shard);
  expect(await readSend(id)).toMatchObject({ status: "sent" });
  expect(await woken()).toMatchObject([{ due: false, wake: null }]);
});

test("text that PostgreSQL cannot store is made storable instead of failing for ever", async () => {
  const { url } = await listen((response) => response.end('{"a": "x\\u0000y\\ud800", "__proto__": {"z": 1}}'));
  const { shard, woken } = await waiting({ url });
  await perform(shard);
  expect(await woken()).toMatchObject([{ wake: [{ ok: true, value: { a: "xy\ufffd" } }] }]);
});

test("mail does not wait for somebody's server that hangs", async () => {
  let release = () => {};
  const { url } = await listen((response) => {
    release = () => response.end("{}");
  });
  const { id, shard, scene, subscriber, subscriberId, enrollmentId } = await waiting({ url });
  const delivering = perform(shard);
  await vi.waitFor(async () => expect((await readSend(id)).status).toBe("sending"));
  const mail = await scene.queueSend({ subscriber, subscriberId, enrollmentId, shard }, { visit: 9 });
  await vi.waitFor(async () => expect((await readSend(mail)).status).toBe("sent"), { timeout: 5_000 });
  expect((await readSend(id)).status).toBe("sending");
  release();
  await delivering;
  expect((await readSend(id)).status).toBe("sent");
});

describe("requests that must not be made", () => {
  test.each([
    ["a private address", { url: "http://10.0.0.1/" }],
    ["loopback", { url: "http://127.0.0.1/" }],
    ["another port", { url: "https://example.com:8443/" }],
    ["a url made of the person", { url: "{{ first_name }}" }],
  ])("%s wakes the person with the error and calls nobody", async (_what, webhook) => {
    const { id, shard, woken } = await waiting(webhook);
    await deliverDue([shard], 100, testDeliverEnvironment({ webhookAllowPrivate: false }));
    expect(await readSend(id)).toMatchObject({ status: "failed", reason: expect.stringMatching(/^request_refused/) });
    expect(await woken()).toMatchObject([{ due: true, wake: [{ ok: false }] }]);
  });
});
