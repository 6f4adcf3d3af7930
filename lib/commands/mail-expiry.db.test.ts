import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { resendProvider } from "@/lib/channels/resend";
import { pool } from "@/lib/db/pool";
import { explainPerson } from "@/lib/queries/explain-person";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { createSendScene, readCounts, readSend, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { deliverDue, requeueExpiredSends } from "./deliver-messages";
import { pauseJourney } from "./pause-journey";
import { releaseHeldSends } from "./put-off-sends";
import { resumeJourney } from "./resume-journey";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const LIMIT = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const cart = (email: object): Sketch => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "cart_left" } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "mail", type: "email", config: { subject: "Your cart is waiting", body: "Still there.", ...email } },
  ],
  edges: ["start -> day", "day -> mail"],
});

/** As if nobody had worked for so long: whoever waits was due then. */
async function wasDue(workspaceId: number, ago: string) {
  await pool().query("update waiting set due_at = now() - $2::interval where workspace_id = $1", [workspaceId, ago]);
}

async function mailAfterOutage(email: object, ago: string) {
  const run = await driveJourneys({ mode: "live" });
  await run.journey(cart(email));
  await run.event("ada", "cart_left", {}, { email: "ada@example.com" });
  await wasDue(run.workspace.id, ago);
  await run.settle();
  return (await run.messages("ada")).map(({ status, reason }) => [status, reason]);
}

describe("after an outage (promise 18)", () => {
  test("a mail that should have gone out before the workers stopped is skipped with the reason", async () => {
    expect(await mailAfterOutage({ ttl: "P1D" }, "7 days")).toEqual([["skipped", "mail_expired"]]);
  });

  test("one that is not too late goes out", async () => {
    expect(await mailAfterOutage({ ttl: "P1D" }, "23 hours")).toEqual([["sent", null]]);
  });

  test("one that nobody has set a limit for goes out however late", async () => {
    expect(await mailAfterOutage({}, "7 days")).toEqual([["sent", null]]);
  });

  test("a mail in the ledger that nobody handed over in time is skipped, counted and written nowhere", async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const at = Date.now() - 2 * DAY_MS;
    const late = await scene.queueSend(person, { at, expiresAt: at + DAY_MS });
    const inTime = await scene.queueSend(person, { at, expiresAt: at + 3 * DAY_MS, visit: 2 });
    await deliverDue([person.shard], LIMIT, testDeliverEnvironment());
    expect(await readSend(late)).toMatchObject({ status: "skipped", reason: "mail_expired", sent_at: null });
    expect(await readSend(inTime)).toMatchObject({ status: "sent" });
    expect(await readCounts(scene.version.id)).toMatchObject({ "skipped:mail_expired": 1, sent: 1 });
    const { rows } = await pool().query("select 1 from message_contents where send_id = $1", [late]);
    expect(rows).toEqual([]);
  });
});

describe("a mail that was handed over once", () => {
  let fake: Awaited<ReturnType<typeof startFakeResend>>;
  beforeAll(async () => {
    fake = await startFakeResend();
  });
  afterAll(() => fake.stop());
  afterEach(() => fake.breakWith(undefined));
  const environment = (afterMs = 0) =>
    testDeliverEnvironment({
      realNow: () => Date.now() + afterMs,
      providers: { forMode: () => resendProvider({ apiKey: "re_test", apiUrl: fake.url, timeoutMs: 500 }) },
    });
  const queueShortLived = async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const id = await scene.queueSend(person, { expiresAt: Date.now() + 60_000 });
    return { id, shards: [person.shard] };
  };

  test("and not answered is asked for again, never called skipped: it may be out", async () => {
    const { id, shards } = await queueShortLived();
    fake.breakWith({ accept_then_drop: true });
    await deliverDue(shards, LIMIT, environment());
    fake.breakWith(undefined);
    await deliverDue(shards, LIMIT, environment(HOUR_MS));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
    expect(fake.acceptances.filter(({ key }) => key === id)).toHaveLength(1);
  });

  test("by a worker that died is asked for again as well", async () => {
    const { id, shards } = await queueShortLived();
    await pool().query(
      "update sends set status = 'sending', attempt = 1, provider = 'resend', lease_until = now() - interval '1 second' where id = $1",
      [id],
    );
    await requeueExpiredSends();
    await deliverDue(shards, LIMIT, environment(HOUR_MS));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
  });

  test("but turned away unread, was not handed over: it is skipped once it is too late", async () => {
    const { id, shards } = await queueShortLived();
    fake.breakWith({ status: 429, name: "daily_quota_exceeded", message: "enough for today" });
    await deliverDue(shards, LIMIT, environment());
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 0, reason: expect.stringMatching(/^held/) });
    fake.breakWith(undefined);
    await deliverDue(shards, LIMIT, environment(2 * DAY_MS));
    expect(await readSend(id)).toMatchObject({ status: "skipped", reason: "mail_expired" });
    expect(fake.acceptances.filter(({ key }) => key === id)).toEqual([]);
  });
});

describe("a sandbox whose clock jumps", () => {
  test("skips no mail which the jump itself brought about", async () => {
    const run = await driveJourneys();
    await run.journey(cart({ ttl: "PT1M" }));
    await run.event("ada", "cart_left", {}, { email: "ada@example.com" });
    await run.advance("P30D");
    expect(await run.messages("ada")).toMatchObject([
      { at: expect.stringMatching(/^2026-03-03T10:00/), status: "sent" },
    ]);
  });

  test("skips what a pause has held back for longer than it was good for, and says why", async () => {
    const run = await driveJourneys();
    const journey = await run.journey(cart({ ttl: "PT1H" }));
    await run.event("ada", "cart_left", {}, { email: "ada@example.com" });
    await run.moveClock("P1D");
    for (const shard of run.shards) await walkShard(shard);
    await pauseJourney(run.principal, journey);
    await run.settle();
    await run.advance("P2D");
    await resumeJourney(run.principal, journey);
    await releaseHeldSends();
    await run.settle();
    expect(await run.messages("ada")).toMatchObject([{ status: "skipped", reason: "mail_expired" }]);
    const why = await explainPerson(run.workspace.id, journey, { external_id: "ada", node_id: "mail" });
    expect(why).toMatchObject({
      why: { got: false, code: "skipped", sentence: expect.stringContaining("later than its step allows") },
    });
  });
});
