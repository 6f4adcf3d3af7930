import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWebhookSecret, webhookSignature } from "@/lib/channels/webhook-signature";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { pool } from "@/lib/db/pool";
import { createWorkspace } from "@/lib/testing/factories";
import { createSendScene, readCounts, readSend, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { POST } from "./route";

setUpTestDatabase();

const [OLD, NEW] = [makeWebhookSecret(), makeWebhookSecret()];
const before = process.env.RESEND_WEBHOOK_SECRET;
beforeAll(() => {
  process.env.RESEND_WEBHOOK_SECRET = `${OLD},${NEW}`;
});
afterAll(() => {
  if (before === undefined) delete process.env.RESEND_WEBHOOK_SECRET;
  else process.env.RESEND_WEBHOOK_SECRET = before;
});

type Signed = { secret?: string; at?: number; headers?: Record<string, string>; provider?: string };

async function tell(slug: string, event: unknown, { secret = NEW, at = Date.now(), headers, provider }: Signed = {}) {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const seconds = Math.floor(at / 1_000);
  const response = await POST(
    new Request("http://localhost:3000/api/hooks/resend/x", {
      method: "POST",
      body,
      headers: headers ?? {
        "svix-id": "msg_1",
        "svix-timestamp": String(seconds),
        "svix-signature": webhookSignature([secret], "msg_1", seconds, body),
      },
    }),
    { params: Promise.resolve({ provider: provider ?? "resend", workspace: slug }) },
  );
  const answered: unknown = await response.json();
  return { status: response.status, type: response.headers.get("content-type"), body: answered };
}

const eventOf = (type: string, email_id: string, data: object = {}) => ({
  type,
  created_at: new Date(Date.now() - 2_000).toISOString(),
  data: { email_id, ...data },
});

/** A mail that the provider took under `provider_message_id`. */
async function takenMail() {
  const scene = await createSendScene({ mode: "live" });
  const mail = await scene.queueMail({ email: "Ada@example.com" });
  const taken = crypto.randomUUID();
  const env = testDeliverEnvironment({
    providers: {
      forMode: () => ({
        name: "resend",
        idempotent: true,
        send: () => Promise.resolve({ kind: "accepted", providerMessageId: taken }),
      }),
    },
  });
  await deliverDue([mail.shard], 10, env);
  expect(await readSend(mail.id)).toMatchObject({ status: "sent", provider_message_id: taken, delivered_at: null });
  return { ...scene, ...mail, taken, env };
}

const historyOf = async (id: string) =>
  (
    await pool().query<{ kind: string }>("select kind from message_events where send_id = $1 order by id", [id])
  ).rows.map(({ kind }) => kind);
const suppressionsOf = async (workspaceId: number) =>
  (
    await pool().query<{ address: string; reason: string }>(
      "select address, reason from suppressions where workspace_id = $1",
      [workspaceId],
    )
  ).rows;

test("D7 what was delivered is kept once, however often it is told, and counted at its step", async () => {
  const { workspace, version, id, taken } = await takenMail();
  for (const secret of [OLD, NEW, OLD])
    expect(await tell(workspace.slug, eventOf("email.delivered", taken), { secret })).toMatchObject({
      status: 200,
      body: { status: "recorded" },
    });
  expect(await readSend(id)).toMatchObject({ delivered_at: expect.any(Date) });
  expect(await historyOf(id)).toEqual(["delivered"]);
  expect(await readCounts(version.id)).toMatchObject({ delivered: 1 });
});

test("a bounce for good and a complaint end all mail to the address, before the answer; a full mailbox does not", async () => {
  const full = await takenMail();
  await tell(full.workspace.slug, eventOf("email.bounced", full.taken, { bounce: { type: "Transient" } }));
  expect(await historyOf(full.id)).toEqual(["bounced"]);
  expect(await suppressionsOf(full.workspace.id)).toEqual([]);

  for (const [type, data, reason] of [
    ["email.bounced", { bounce: { type: "Permanent" } }, "hard_bounce"],
    ["email.complained", {}, "complaint"],
  ] as const) {
    const mail = await takenMail();
    expect(await tell(mail.workspace.slug, eventOf(type, mail.taken, data))).toMatchObject({ status: 200 });
    expect(await suppressionsOf(mail.workspace.id)).toEqual([{ address: "ada@example.com", reason }]);
    const next = await mail.queueSend(mail, { visit: 2 });
    await deliverDue([mail.shard], 10, mail.env);
    expect(await readSend(next)).toMatchObject({ status: "skipped", reason });
    const { rows } = await pool().query(
      `select k.name from events e join event_kinds k on k.id = e.kind_id where e.workspace_id = $1`,
      [mail.workspace.id],
    );
    expect(rows).toEqual([{ name: type.replace("email.", "email_") }]);
  }
});

test("a bounce that journeys could not be told of stops mail all the same, and is told them when the provider says it again", async () => {
  const { workspace, id, taken } = await takenMail();
  const bounce = eventOf("email.bounced", taken, { bounce: { type: "Permanent" } });
  const heard = async () =>
    (
      await pool().query(
        "select k.name from events e join event_kinds k on k.id = e.kind_id where e.workspace_id = $1 and e.properties->>'message_id' = $2",
        [workspace.id, id],
      )
    ).rows;
  await pool().query("alter table events rename to events_elsewhere");
  expect(await tell(workspace.slug, bounce)).toMatchObject({ status: 503, type: "application/problem+json" });
  expect(await suppressionsOf(workspace.id)).toEqual([{ address: "ada@example.com", reason: "hard_bounce" }]);
  await pool().query("alter table events_elsewhere rename to events");
  for (let again = 0; again < 2; again += 1) expect(await tell(workspace.slug, bounce)).toMatchObject({ status: 200 });
  expect(await heard()).toEqual([{ name: "email_bounced" }]);
  expect(await historyOf(id)).toEqual(["bounced"]);
});

test("an unsubscribe that could be taken back gives way to a bounce, which cannot", async () => {
  const { workspace, taken } = await takenMail();
  await pool().query("insert into suppressions (workspace_id, address, reason) values ($1, $2, 'unsubscribed')", [
    workspace.id,
    "ada@example.com",
  ]);
  await tell(workspace.slug, eventOf("email.bounced", taken, { bounce: { type: "Permanent" } }));
  expect(await suppressionsOf(workspace.id)).toEqual([{ address: "ada@example.com", reason: "hard_bounce" }]);
});

test("another workspace's address for events changes nothing here", async () => {
  const { id, taken } = await takenMail();
  const other = await createWorkspace({ mode: "live" });
  expect(await tell(other.slug, eventOf("email.delivered", taken))).toMatchObject({ status: 404 });
  expect(await historyOf(id)).toEqual([]);
});

test("whoever does not know the secret is answered 401, whatever they send, and changes nothing", async () => {
  const { workspace, id, taken } = await takenMail();
  const event = eventOf("email.complained", taken);
  const body = JSON.stringify(event);
  const seconds = Math.floor(Date.now() / 1_000);
  const right = webhookSignature([NEW], "msg_1", seconds, body);
  const signed = (signature: string, timestamp = String(seconds)) => ({
    headers: { "svix-id": "msg_1", "svix-timestamp": timestamp, "svix-signature": signature },
  });
  const attempts: [string, unknown, Signed][] = [
    ["another secret", event, { secret: makeWebhookSecret() }],
    ["an hour ago", event, { at: Date.now() - 3_600_000 }],
    ["in an hour", event, { at: Date.now() + 3_600_000 }],
    ["no headers", event, { headers: {} }],
    ["an empty signature", event, signed("")],
    ["another version", event, signed(right.replace("v1,", "v2,"))],
    ["cut short", event, signed(right.slice(0, -4))],
    ["a time that is none", event, signed(right, "NaN")],
    ["another body", body.replace("complained", "delivered"), signed(right)],
    [
      "an empty key",
      event,
      signed(`v1,${createHmac("sha256", "").update(`msg_1.${seconds}.${body}`).digest("base64")}`),
    ],
  ];
  for (const [what, sent, how] of attempts)
    expect({ what, ...(await tell(workspace.slug, sent, how)) }).toMatchObject({
      what,
      status: 401,
      type: "application/problem+json",
    });
  for (const unset of ["", ",", "whsec_"]) {
    process.env.RESEND_WEBHOOK_SECRET = unset;
    for (const how of [signed(""), signed("v1,"), { secret: "whsec_" }, { secret: "" }])
      expect({ unset, ...(await tell(workspace.slug, event, how)) }).toMatchObject({ unset, status: 401 });
  }
  process.env.RESEND_WEBHOOK_SECRET = `${OLD},${NEW}`;
  expect(await historyOf(id)).toEqual([]);
});

test("events that say nothing we keep are taken; what is no event, no provider, and too much is refused", async () => {
  const { workspace } = await takenMail();
  expect(await tell(workspace.slug, eventOf("email.opened", "x"))).toMatchObject({
    status: 200,
    body: { status: "ignored" },
  });
  expect(
    await tell(workspace.slug, { ...eventOf("email.delivered", "x"), created_at: "2020-01-01T00:00:00Z" }),
  ).toMatchObject({
    status: 200,
    body: { status: "ignored" },
  });
  // it may be told before our own note of what the provider called the mail
  expect(await tell(workspace.slug, eventOf("email.delivered", "x"))).toMatchObject({ status: 404 });
  for (const body of ["", "{", "null", "[]", '{"type":"email.delivered"}', '{"type":7,"data":{}}'])
    expect(await tell(workspace.slug, body)).toMatchObject({ status: 400, type: "application/problem+json" });
  expect(await tell(workspace.slug, " ".repeat(300_000))).toMatchObject({ status: 413 });
  expect(await tell(workspace.slug, {}, { provider: "nobody" })).toMatchObject({ status: 404 });
});
