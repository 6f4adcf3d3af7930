import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { EmailProvider } from "@/lib/channels/provider";
import { resendProvider } from "@/lib/channels/resend";
import { readLink } from "@/lib/channels/signed-link";
import { smtpProvider } from "@/lib/channels/smtp";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { readPreviewFacts } from "@/lib/queries/read-preview-facts";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { startFakeSmtp } from "@/lib/testing/fake-smtp";
import { createSendScene, readCounts, readSend, TEST_SECRET, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addSuppression } from "./add-suppression";
import { deliverDue, requeueExpiredSends } from "./deliver-messages";
import { eraseSubscriber } from "./erase-subscriber";
import { releaseHeldSends } from "./put-off-sends";
import { queueWritten } from "./queue-written";
import { resumeJourney } from "./resume-journey";

setUpTestDatabase();

const LIMIT = 1_000;

type Content = {
  from_address: string;
  to_address: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};
async function contentOf(id: string): Promise<Content | undefined> {
  const { rows } = await pool().query<Content>("select * from message_contents where send_id = $1", [id]);
  return rows[0];
}

/** As if the worker had died at the given moment of an attempt and its lease had run out. */
async function expireLease(id: string) {
  await pool().query(
    "update sends set status = 'sending', attempt = greatest(attempt, 1), lease_until = now() - interval '1 second' where id = $1",
    [id],
  );
}

/** A mail to somebody of this address in a workspace where the other is suppressed. */
async function deliverSuppressed(email: string, suppressed: string) {
  const scene = await createSendScene();
  const { id, shard } = await scene.queueMail({ email });
  const principal = { kind: "key", keyId: "k", scope: "full", workspaceId: scene.workspace.id } as const;
  await addSuppression(principal, { channel: "email", address: suppressed });
  await deliverDue([shard], LIMIT, testDeliverEnvironment());
  return readSend(id);
}

test.each([
  ["ASCII", "ADA@Example.com", "ada@example.com"],
  ["letters that the database does not know in lower case", "ÜBER@example.com", "über@example.com"],
  ["a domain of other letters, suppressed as mail goes to it", "ada@Müller.example", "ada@xn--mller-kva.example"],
])("a suppressed address gets no mail, however it is written: %s", async (_, email, suppressed) => {
  expect(await deliverSuppressed(email, suppressed)).toMatchObject({ status: "skipped", reason: "suppressed" });
});

describe("seconds after the claim", () => {
  /** Eleven receipts in one batch, one more than are handed over at a time: while those are under way `meanwhile` happens, and three seconds pass. */
  async function lastOfEleven(meanwhile: (workspaceId: number, externalId: string) => Promise<unknown>) {
    const scene = await createSendScene();
    const { subscriber, shard } = await scene.enroll({ email: "ada@example.com" });
    const found = await readPreviewFacts(scene.workspace.id, { externalId: subscriber.externalId }, []);
    if (!found) throw new Error("nobody there");
    const ids = Array.from({ length: 11 }, () => crypto.randomUUID());
    const receipt = { from: "us@shop.example", to: "ada@example.com", subject: "s", html: "h", text: "t", headers: {} };
    for (const id of ids) await queueWritten(found, id, receipt, "transactional");
    let passed: Promise<unknown> | undefined;
    const handed: string[] = [];
    const send = async (_: unknown, key: string) => {
      handed.push(key);
      passed ??= meanwhile(scene.workspace.id, subscriber.externalId).then(() => {
        const real = performance.now.bind(performance);
        vi.spyOn(performance, "now").mockImplementation(() => real() + 3_000);
      });
      await passed;
      return { kind: "accepted", providerMessageId: key } as const;
    };
    const slow: EmailProvider = { name: "resend", idempotent: true, send };
    const providers = { forMode: () => slow };
    await deliverDue([shard], LIMIT, testDeliverEnvironment({ providers }));
    vi.restoreAllMocks();
    const last = ids.filter((id) => !handed.includes(id));
    return { handed: ids.length - last.length, last: last[0] ? await readSend(last[0]) : undefined };
  }
  const suppress = (reason: string) => (workspaceId: number) =>
    pool().query("insert into suppressions (workspace_id, address, reason) values ($1, 'ada@example.com', $2)", [
      workspaceId,
      reason,
    ]);

  test.each([
    ["hard_bounce", "hard_bounce"],
    ["complaint", "complaint"],
    ["manual", "suppressed"],
  ])("a transactional mail is held back by a suppression that came meanwhile: %s", async (kept, reason) => {
    expect(await lastOfEleven(suppress(kept))).toMatchObject({ handed: 10, last: { status: "skipped", reason } });
  });

  test("it goes to nobody who was erased meanwhile", async () => {
    const erased = await lastOfEleven((id, externalId) => eraseSubscriber(id, externalId, TEST_SECRET));
    expect(erased).toMatchObject({ handed: 10, last: { status: "skipped", reason: "erased" } });
  });

  test("it goes to whoever has unsubscribed meanwhile", async () => {
    expect(await lastOfEleven(suppress("unsubscribed"))).toMatchObject({ handed: 11 });
  });
});

describe("the Inbox", () => {
  test("a due mail is filled for its person, kept byte for byte and counted once", async () => {
    const scene = await createSendScene({ subject: "Hello {{ first_name }}, {{ event.plan }}" });
    const { id, shard } = await scene.queueMail({ firstName: "Ada" });
    expect(await deliverDue([shard], LIMIT, testDeliverEnvironment())).toEqual({ performed: 1 });
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 1, provider: "inbox" });
    const content = await contentOf(id);
    expect(content).toMatchObject({ subject: "Hello Ada, pro" });
    expect(content?.html).toContain("/t/c/");
    expect(content?.html).toContain("/t/o/");
    expect(content?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    const link = /<http:\/\/localhost:3000\/u\/([^>]+)>/.exec(content?.headers["List-Unsubscribe"] ?? "")?.[1];
    expect(readLink("unsubscribe", link ?? "", TEST_SECRET)).toEqual({ sendId: id, url: "" });
    expect(await readCounts(scene.version.id)).toMatchObject({ sent: 1, delivered: 1 });
    expect(await deliverDue([shard], LIMIT, testDeliverEnvironment())).toEqual({ performed: 0 });
  });

  test("in a sandbox a mail carries the time it was due, however far the clock has moved since", async () => {
    const scene = await createSendScene({ mode: "sandbox", startAt: "2027-03-01T09:00:00Z" });
    const person = await scene.enroll();
    const at = Date.parse("2027-02-27T07:30:00Z");
    const id = await scene.queueSend(person, { at });
    await deliverDue([person.shard], LIMIT, testDeliverEnvironment());
    const send = await readSend(id);
    expect([send.sent_at, send.delivered_at]).toEqual([new Date(at), new Date(at)]);
  });

  test("a sandbox never reaches a configured provider", async () => {
    const { selectProvider } = await import("@/lib/channels/select-provider");
    const providers = selectProvider({ smtpUrl: "smtp://127.0.0.1:9", resendApiKey: "re_x" });
    expect(providers.forMode("sandbox").name).toBe("inbox");
    expect(providers.forMode("live").name).toBe("resend");
  });

  test("what is not due yet is left alone", async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const id = await scene.queueSend(person, { at: Date.now() + 60_000 });
    expect(await deliverDue([person.shard], LIMIT, testDeliverEnvironment())).toEqual({ performed: 0 });
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 0 });
  });

  test("two workers on one shard hand over each mail once", async () => {
    const scene = await createSendScene({ mode: "sandbox" });
    const ids: string[] = [];
    let shard = 0;
    for (let n = 0; n < 40; n++) {
      const queued = await scene.queueMail();
      ids.push(queued.id);
      shard = queued.shard;
    }
    const done = await Promise.all([1, 2, 3].map(() => deliverDue([shard], LIMIT, testDeliverEnvironment())));
    expect(done.reduce((sum, { performed }) => sum + performed, 0)).toBe(40);
    expect(await readCounts(scene.version.id)).toMatchObject({ sent: 40, delivered: 40 });
    for (const id of ids) expect((await readSend(id)).attempt).toBe(1);
  });
});

describe("a message that cannot be made", () => {
  test("holds up nobody behind it: the one that the database refuses fails, the others go out", async () => {
    const scene = await createSendScene({ mode: "sandbox" });
    await pool().query(
      `alter table message_contents add constraint poison check (workspace_id <> ${scene.workspace.id} or subject <> 'Hello poison')`,
    );
    const queued = [];
    for (const firstName of ["Ada", "poison", "Bea", "Cid", "poison", "Dee"])
      queued.push({ firstName, ...(await scene.queueMail({ firstName })) });
    await deliverDue([queued[0]?.shard ?? 0], LIMIT, testDeliverEnvironment());
    await pool().query("alter table message_contents drop constraint poison");
    for (const { firstName, id } of queued)
      expect(await readSend(id)).toMatchObject(
        firstName === "poison" ? { status: "failed", reason: expect.stringContaining("23514") } : { status: "sent" },
      );
    expect(await readCounts(scene.version.id)).toMatchObject({ sent: 4, send_failed: 2 });
  });

  test("of a version that this worker cannot read is left for another worker, and its shard goes on (promise 22)", async () => {
    const strange = await createSendScene();
    const scene = await createSendScene();
    const later = await strange.queueMail();
    let mail = await scene.enroll();
    while (mail.shard !== later.shard) mail = await scene.enroll();
    const id = await scene.queueSend(mail);
    const graph = "update journey_versions set graph = jsonb_set(graph, '{nodes,1,type}', $2) where id = $1";
    await pool().query(graph, [strange.version.id, '"of_a_newer_release"']);
    await deliverDue([mail.shard], LIMIT, testDeliverEnvironment());
    expect(await readSend(id)).toMatchObject({ status: "sent" });
    expect(await readSend(later.id)).toMatchObject({ status: "queued", attempt: 0 });
    await pool().query(graph, [strange.version.id, '"email"']);
    await deliverDue([mail.shard], LIMIT, testDeliverEnvironment({ realNow: () => Date.now() + 120_000 }));
    expect(await readSend(later.id)).toMatchObject({ status: "sent" });
  });
});

describe("the final check", () => {
  const skip = async (
    change: (
      scene: Awaited<ReturnType<typeof createSendScene>>,
      queued: { id: string; subscriberId: string; enrollmentId: string },
    ) => Promise<unknown>,
    body?: string,
  ) => {
    const scene = await createSendScene(body ? { body } : {});
    const queued = await scene.queueMail();
    await change(scene, queued);
    await deliverDue([queued.shard], LIMIT, testDeliverEnvironment());
    const send = await readSend(queued.id);
    expect(await contentOf(queued.id)).toBeUndefined();
    return { ...send, counts: await readCounts(scene.version.id) };
  };
  const setPerson = (column: string, value: unknown) => (_s: unknown, queued: { subscriberId: string }) =>
    pool().query(`update subscribers set ${column} = $2 where id = $1`, [queued.subscriberId, value]);

  test("who unsubscribed before is not mailed (promise 7)", async () => {
    expect(await skip(setPerson("unsubscribed_at", new Date()))).toMatchObject({
      status: "skipped",
      reason: "unsubscribed",
      counts: { "skipped:unsubscribed": 1 },
    });
  });

  test.each(["hard_bounce", "complaint", "manual"])(
    "a suppressed address is not mailed: %s (promise 9)",
    async (reason) => {
      const skipped = await skip(({ workspace }) =>
        pool().query(
          `insert into suppressions (workspace_id, address, reason) select $1, lower(email), $2 from subscribers where workspace_id = $1`,
          [workspace.id, reason],
        ),
      );
      expect(skipped).toMatchObject({ status: "skipped", reason: reason === "manual" ? "suppressed" : reason });
    },
  );

  test("somebody without an address, or with an impossible one, is skipped with the reason", async () => {
    expect(await skip(setPerson("email", null))).toMatchObject({ status: "skipped", reason: "no_address" });
    expect((await skip(setPerson("email", "a@b.example, c@d.example"))).reason).toMatch(/^invalid_address/);
  });

  test("an erased person's mail is skipped", async () => {
    expect(
      await skip((_s, { subscriberId }) => pool().query("delete from subscribers where id = $1", [subscriberId])),
    ).toMatchObject({ reason: "erased" });
  });

  test("an archived journey mails nobody any more", async () => {
    expect(
      await skip(({ journey }) => prisma().journey.update({ where: { id: journey.id }, data: { status: "archived" } })),
    ).toMatchObject({ status: "skipped", reason: "journey_archived" });
  });

  test("a template that fails for this person is skipped, never half rendered (P11)", async () => {
    const { reason, counts } = await skip(async () => undefined, "Hi {% for i in (1..1000000) %}{{ i }}{% endfor %}");
    expect(reason).toMatch(/^template_error: /);
    expect(counts).toEqual({ "skipped:template_error": 1 });
  });

  test("a paused journey's mail waits and goes out as soon as it resumes", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    await prisma().journey.update({ where: { id: scene.journey.id }, data: { status: "paused" } });
    await deliverDue([shard], LIMIT, testDeliverEnvironment());
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 0 });
    const principal = { kind: "key", keyId: "test", scope: "full", workspaceId: scene.workspace.id } as const;
    await resumeJourney(principal, scene.journey.id);
    await deliverDue([shard], LIMIT, testDeliverEnvironment());
    expect(await readSend(id)).toMatchObject({ status: "sent", reason: null });
  });

  test("a paused journey's mails are not looked at every minute; what missed the resume is found by the sweep", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    const setStatus = (status: string) =>
      prisma().journey.update({ where: { id: scene.journey.id }, data: { status } });
    const hoursOff = async () =>
      (
        await pool().query(
          `select round(extract(epoch from due_at - now()) / 3600)::int as n from sends where id = $1`,
          [id],
        )
      ).rows[0].n;
    await setStatus("paused");
    await deliverDue([shard], LIMIT, testDeliverEnvironment());
    await releaseHeldSends();
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 0, reason: "paused" });
    expect(await hoursOff()).toBe(6);
    await setStatus("active");
    await releaseHeldSends();
    expect(await hoursOff()).toBe(0);
    await deliverDue([shard], LIMIT, testDeliverEnvironment());
    expect(await readSend(id)).toMatchObject({ status: "sent", reason: null });
  });
});

describe("a provider with idempotency keys", () => {
  let fake: Awaited<ReturnType<typeof startFakeResend>>;
  beforeAll(async () => {
    fake = await startFakeResend();
  });
  afterAll(() => fake.stop());
  afterEach(() => fake.breakWith(undefined));
  const environment = (now = Date.now) =>
    testDeliverEnvironment({
      realNow: now,
      providers: { forMode: () => resendProvider({ apiKey: "re_test", apiUrl: fake.url, timeoutMs: 500 }) },
    });
  const acceptancesOf = (id: string) => fake.acceptances.filter(({ key }) => key === id);
  const later = (minutes: number) => () => Date.now() + minutes * 60_000;

  test("a mail goes out once under its send's id", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({
      status: "sent",
      provider: "resend",
      provider_message_id: acceptancesOf(id)[0]?.id,
      delivered_at: null,
    });
    expect(acceptancesOf(id)).toHaveLength(1);
    expect(await readCounts(scene.version.id)).toEqual({ sent: 1 });
  });

  test("an answer lost after acceptance leads to one acceptance, however often it is asked (promise 1)", async () => {
    const scene = await createSendScene();
    const { id, shard, subscriberId } = await scene.queueMail();
    fake.breakWith({ accept_then_drop: true });
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({
      status: "queued",
      attempt: 1,
      reason: expect.stringMatching(/^unanswered/),
    });
    // the person changes meanwhile; the repeat must still be the same message
    await pool().query("update subscribers set first_name = 'Grace' where id = $1", [subscriberId]);
    fake.breakWith(undefined);
    await deliverDue([shard], LIMIT, environment(later(3)));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
    expect(acceptancesOf(id)).toHaveLength(1);
  });

  test("a worker that dies between hand-over and result leads to one acceptance (promise 1)", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    await deliverDue([shard], LIMIT, environment());
    await expireLease(id);
    expect(await requeueExpiredSends()).toMatchObject({ requeued: 1, uncertain: 0 });
    await deliverDue([shard], LIMIT, environment(later(5)));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
    expect(acceptancesOf(id)).toHaveLength(1);
  });

  test("a superseded attempt changes zero rows", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    const provider = resendProvider({ apiKey: "re_test", apiUrl: fake.url });
    const stuck = testDeliverEnvironment({
      providers: {
        forMode: () => ({
          ...provider,
          send: async (message, key) => {
            const answer = await provider.send(message, key);
            // while we hold the answer, the lease runs out and another worker takes over and fails for now
            await expireLease(key);
            await requeueExpiredSends();
            fake.breakWith({ status: 500, name: "application_error", message: "down" });
            await deliverDue([shard], LIMIT, environment(later(5)));
            return answer;
          },
        }),
      },
    });
    await deliverDue([shard], LIMIT, stuck);
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 2, sent_at: null });
    expect(await readCounts(scene.version.id)).toEqual({});
    fake.breakWith(undefined);
    await deliverDue([shard], LIMIT, environment(later(60)));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 3 });
    expect(acceptancesOf(id)).toHaveLength(1);
    expect(await readCounts(scene.version.id)).toEqual({ sent: 1 });
  });

  test("refusals for now are repeated after 2, 4, 8 … minutes, and the eighth is the last", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakWith({ status: 408, name: "request_timeout", message: "slow" });
    let now = Date.now();
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await deliverDue(
        [shard],
        LIMIT,
        environment(() => now),
      );
      const send = await readSend(id);
      expect(send.attempt).toBe(attempt);
      delays.push(Math.round((send.due_at.getTime() - now) / 60_000));
      now = Math.max(now, send.due_at.getTime());
    }
    expect(delays.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 64, 128]);
    expect(await readSend(id)).toMatchObject({ status: "failed", reason: expect.stringMatching(/^gave_up: 408/) });
    expect(await readCounts(scene.version.id)).toEqual({ send_failed: 1 });
  });

  test("a provider that takes no more costs nobody an attempt, and is not asked for every mail", async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const { shard } = person;
    const ids: string[] = [];
    for (let visit = 1; visit <= 30; visit += 1) ids.push(await scene.queueSend(person, { visit }));
    const provider = resendProvider({ apiKey: "re_test", apiUrl: fake.url });
    const began = Date.now();
    const at = (hours: number) =>
      testDeliverEnvironment({ realNow: () => began + hours * 3_600_000, providers: { forMode: () => provider } });
    const before = fake.requests();
    fake.breakWith({ status: 429, name: "rate_limit_exceeded", message: "Too many requests" });
    await deliverDue([shard], LIMIT, at(0));
    await deliverDue([shard], LIMIT, at(0));
    expect(fake.requests() - before).toBeLessThanOrEqual(10);
    // for longer than all attempts together would last
    for (let hour = 1; hour < 12; hour += 1) await deliverDue([shard], LIMIT, at(hour));
    const rows = await Promise.all(ids.map(readSend));
    expect(rows.map(({ attempt }) => attempt)).toEqual(ids.map(() => 0));
    expect(rows.some(({ reason }) => reason?.startsWith("held: 429"))).toBe(true);
    fake.breakWith(undefined);
    await deliverDue([shard], LIMIT, at(13));
    for (const one of ids) expect(acceptancesOf(one)).toHaveLength(1);
    expect(await readCounts(scene.version.id)).toEqual({ sent: 30 });
  });

  test("a worker that is told to stop begins no other hand-over, and what it had claimed goes out by the next", async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const { shard } = person;
    const ids: string[] = [];
    for (let visit = 1; visit <= 30; visit += 1) ids.push(await scene.queueSend(person, { visit }));
    const stopping = new AbortController();
    const provider = resendProvider({ apiKey: "re_test", apiUrl: fake.url });
    const send: typeof provider.send = (message, key) => {
      stopping.abort();
      return provider.send(message, key);
    };
    const before = fake.requests();
    const env = testDeliverEnvironment({ providers: { forMode: () => ({ ...provider, send }) } });
    await deliverDue([shard], LIMIT, { ...env, stopping: stopping.signal });
    const handed = fake.requests() - before;
    expect(handed).toBeLessThanOrEqual(10);
    const rows = await Promise.all(ids.map(readSend));
    expect(rows.filter(({ status }) => status === "sent")).toHaveLength(handed);
    expect(rows.filter(({ status, attempt }) => status === "queued" && attempt === 0)).toHaveLength(30 - handed);
    await deliverDue([shard], LIMIT, environment());
    for (const one of ids) expect(acceptancesOf(one)).toHaveLength(1);
  });

  test("a refusal for good is not repeated", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakWith({ status: 422, name: "validation_error", message: "bad" });
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({ status: "failed", reason: expect.stringMatching(/^refused: 422/) });
  });

  test("an unanswered attempt that the provider has forgotten by now is uncertain, not sent again", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakWith({ accept_then_drop: true });
    await deliverDue([shard], LIMIT, environment());
    fake.breakWith(undefined);
    const before = fake.requests();
    await deliverDue([shard], LIMIT, environment(later(25 * 60)));
    expect(await readSend(id)).toMatchObject({ status: "uncertain" });
    expect(fake.requests()).toBe(before);
  });

  test("nor is a mail that no journey sends: a receipt whose key the provider has forgotten could arrive twice", async () => {
    const scene = await createSendScene();
    const { subscriber, shard } = await scene.enroll();
    const found = await readPreviewFacts(scene.workspace.id, { externalId: subscriber.externalId }, []);
    if (!found) throw new Error("nobody there");
    const id = crypto.randomUUID();
    const receipt = {
      from: "us@shop.example",
      to: "ada@example.com",
      subject: "Receipt",
      html: "h",
      text: "t",
      headers: {},
    };
    await queueWritten(found, id, receipt, "transactional");
    fake.breakWith({ accept_then_drop: true });
    await deliverDue([shard], LIMIT, environment());
    fake.breakWith(undefined);
    await deliverDue([shard], LIMIT, environment(later(25 * 60)));
    expect(await readSend(id)).toMatchObject({ status: "uncertain", reason: expect.stringMatching(/^no_answer/) });
    expect(acceptancesOf(id)).toHaveLength(1);
  });

  test("a mail that had to wait for a day is repeated like any other: the provider remembers from its first attempt on", async () => {
    const scene = await createSendScene();
    const person = await scene.enroll();
    const id = await scene.queueSend(person, { at: Date.now() - 30 * 3_600_000 });
    fake.breakWith({ accept_then_drop: true });
    await deliverDue([person.shard], LIMIT, environment());
    fake.breakWith(undefined);
    await deliverDue([person.shard], LIMIT, environment(later(3)));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
    expect(acceptancesOf(id)).toHaveLength(1);
  });

  test("a mail once unanswered stays so when its repeats are turned away: in the end nobody knows whether it arrived", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakWith({ accept_then_drop: true });
    await deliverDue([shard], LIMIT, environment());
    fake.breakWith({ status: 403, name: "validation_error", message: "not verified" });
    await deliverDue([shard], LIMIT, environment(later(3)));
    expect(await readSend(id)).toMatchObject({ status: "queued", reason: expect.stringMatching(/^unanswered: 403/) });
    await pool().query("update sends set attempt = 7 where id = $1", [id]);
    await deliverDue([shard], LIMIT, environment(later(20)));
    expect(await readSend(id)).toMatchObject({ status: "uncertain", reason: expect.stringMatching(/^no_answer: 403/) });
  });

  test("an unsubscribe between two attempts stops the second (promise 7)", async () => {
    const scene = await createSendScene();
    const { id, shard, subscriberId } = await scene.queueMail();
    fake.breakWith({ status: 500, name: "application_error", message: "down" });
    await deliverDue([shard], LIMIT, environment());
    await pool().query("update subscribers set unsubscribed_at = now() where id = $1", [subscriberId]);
    fake.breakWith(undefined);
    await deliverDue([shard], LIMIT, environment(later(3)));
    expect(await readSend(id)).toMatchObject({ status: "skipped", reason: "unsubscribed" });
    expect(acceptancesOf(id)).toHaveLength(0);
  });
});

describe("SMTP", () => {
  let fake: Awaited<ReturnType<typeof startFakeSmtp>>;
  beforeAll(async () => {
    fake = await startFakeSmtp();
  });
  afterAll(() => fake.stop());
  afterEach(() => {
    fake.breakAt(undefined);
    fake.accepted.length = 0;
  });
  const acceptedOf = (id: string) => fake.accepted.filter(({ raw }) => raw.includes(`<${id}@`));
  const environment = (now = Date.now) =>
    testDeliverEnvironment({
      realNow: now,
      mailFrom: "Shop <hello@shop.example>",
      providers: { forMode: () => smtpProvider({ url: fake.url, timeouts: { socketTimeout: 400 } }) },
    });

  test("a mail goes out and is sent, not yet delivered", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({ status: "sent", provider: "smtp", delivered_at: null });
    expect(acceptedOf(id)).toHaveLength(1);
    expect(acceptedOf(id)[0]?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  });

  test("a drop after the content leaves the send uncertain and it is never sent again by itself (promise 2)", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakAt({ at: "content", drop: true });
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({ status: "uncertain", reason: expect.stringMatching(/^no_answer/) });
    fake.breakAt(undefined);
    await requeueExpiredSends();
    await deliverDue(
      [shard],
      LIMIT,
      environment(() => Date.now() + 86_400_000),
    );
    expect(await readSend(id)).toMatchObject({ status: "uncertain", attempt: 1 });
    expect(acceptedOf(id)).toHaveLength(1);
  });

  test("a worker that dies in the hand-over leaves the send uncertain (promise 2)", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    await deliverDue([shard], LIMIT, environment());
    await expireLease(id);
    expect(await requeueExpiredSends()).toMatchObject({ requeued: 0, uncertain: 1 });
    await deliverDue(
      [shard],
      LIMIT,
      environment(() => Date.now() + 86_400_000),
    );
    expect(await readSend(id)).toMatchObject({ status: "uncertain", reason: expect.stringMatching(/^worker_stopped/) });
    expect(acceptedOf(id)).toHaveLength(1);
  });

  test.each([
    ["that turns everybody away", { at: "connect", reply: "554 5.7.1 not now" } as const],
    ["that is busy", { at: "connect", reply: "421 too busy" } as const],
    [
      "that lets nobody send so fast",
      { at: "rcpt", reply: "454 Throttling failure: Maximum sending rate exceeded." } as const,
    ],
  ])("a server %s costs the mail no attempt, for however long", async (_what, fault) => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakAt(fault);
    const { providers } = environment();
    const provider = providers.forMode("live");
    const at = (hours: number) =>
      testDeliverEnvironment({
        mailFrom: "Shop <hello@shop.example>",
        realNow: () => Date.now() + hours * 3_600_000,
        providers: { forMode: () => provider },
      });
    for (let hour = 0; hour < 12; hour += 1) await deliverDue([shard], LIMIT, at(hour));
    expect(await readSend(id)).toMatchObject({
      status: "queued",
      attempt: 0,
      reason: expect.stringMatching(/^held: \d/),
    });
    fake.breakAt(undefined);
    await deliverDue([shard], LIMIT, at(13));
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 1 });
    expect(acceptedOf(id)).toHaveLength(1);
  });

  test("a drop before the content is repeated and leads to one message", async () => {
    const scene = await createSendScene();
    const { id, shard } = await scene.queueMail();
    fake.breakAt({ at: "rcpt", drop: true });
    await deliverDue([shard], LIMIT, environment());
    expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 1 });
    fake.breakAt(undefined);
    await deliverDue(
      [shard],
      LIMIT,
      environment(() => Date.now() + 180_000),
    );
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2 });
    expect(acceptedOf(id)).toHaveLength(1);
  });
});
