import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startFakePushService } from "@/lib/testing/fake-push-service";
import { type PushCall, sendPush } from "./send-push";
import { makeVapidKeys, vapidAuthorization } from "./vapid";

let service: Awaited<ReturnType<typeof startFakePushService>>;
beforeEach(async () => {
  service = await startFakePushService();
});
afterEach(() => service.stop());

const keys = makeVapidKeys();
type Browser = ReturnType<typeof service.browser>;
const push = (browser: Browser, more: Partial<PushCall> = {}) => {
  const { endpoint, keys: own } = browser.subscription;
  return sendPush({
    target: { endpoint, ...own },
    message: { payload: '{"title":"Hi"}', ttlS: 60, urgency: "high", topic: "orders" },
    authorization: vapidAuthorization(keys, endpoint, "mailto:me@example.com", Date.now()),
    now: Date.now(),
    allowPrivate: true,
    ...more,
  });
};

describe("a push service is asked by its protocol (N24)", () => {
  test("the browser reads the message; TTL, urgency, topic and a signature for the service come along", async () => {
    const browser = service.browser();
    expect(await push(browser)).toEqual({ kind: "accepted" });
    expect(browser.received).toEqual([
      {
        payload: { title: "Hi" },
        ttl: 60,
        urgency: "high",
        topic: "orders",
        claims: { aud: service.url(), exp: expect.any(Number), sub: "mailto:me@example.com" },
      },
    ]);
  });

  test("a signature by another key, for another service or too old to be given is refused there", async () => {
    const browser = service.browser();
    const { endpoint } = browser.subscription;
    const other = { ...keys, publicKey: makeVapidKeys().publicKey };
    for (const authorization of [
      vapidAuthorization(other, endpoint, "mailto:me@example.com", Date.now()),
      vapidAuthorization(keys, "https://push.example/x", "mailto:me@example.com", Date.now()),
      "vapid t=x, k=y",
    ])
      expect(await push(browser, { authorization })).toMatchObject({ kind: "refused", permanent: true });
    expect(browser.received).toEqual([]);
  });

  test.each([
    [404, { kind: "gone" }],
    [410, { kind: "gone" }],
    [400, { kind: "refused", permanent: true }],
    [413, { kind: "refused", permanent: true }],
    [429, { kind: "refused", permanent: false }],
    [500, { kind: "refused", permanent: false }],
    [503, { kind: "refused", permanent: false }],
    [502, { kind: "uncertain" }],
    [504, { kind: "uncertain" }],
    [301, { kind: "refused", permanent: true }],
  ])("an answer of %i is %o", async (status, meaning) => {
    const browser = service.browser();
    browser.breakNext({ status });
    expect(await push(browser)).toMatchObject(meaning);
  });

  test("a wait that is asked for is told", async () => {
    const browser = service.browser();
    browser.breakNext({ status: 429, retryAfter: "120" });
    expect(await push(browser)).toMatchObject({ retryAfterMs: 120_000 });
  });

  test("a lost answer is uncertain; a connection that was never made is not", async () => {
    const browser = service.browser();
    browser.breakNext({ accept_then_drop: true }, { hang: true });
    expect(await push(browser)).toMatchObject({ kind: "uncertain" });
    expect(await push(browser, { timeoutMs: 200 })).toMatchObject({ kind: "uncertain", reason: "no answer in time" });
    await service.stop();
    expect(await push(browser)).toMatchObject({ kind: "refused", permanent: false });
    service = await startFakePushService();
  });

  test("an endpoint inside the network is never asked, however it is named", async () => {
    const browser = service.browser();
    expect(await push(browser, { allowPrivate: false })).toMatchObject({ kind: "refused", permanent: true });
    const { keys: own } = browser.subscription;
    const target = { endpoint: "https://push.example/x", ...own };
    const answer = await push(browser, {
      target,
      allowPrivate: false,
      resolve: (_host, _options, done) => done(null, [{ address: "169.254.169.254", family: 4 }]),
    });
    expect(answer).toMatchObject({ kind: "refused", permanent: true, reason: expect.stringContaining("not a public") });
    expect(browser.asked()).toBe(0);
  });
});
