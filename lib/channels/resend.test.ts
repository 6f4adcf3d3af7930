import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { resendProvider } from "./resend";

const message = {
  from: "Shop <hello@shop.example>",
  to: "ada@example.com",
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: { "List-Unsubscribe": "<https://x.example/u/t>" },
};
let fake: Awaited<ReturnType<typeof startFakeResend>>;
let key = "";
beforeAll(async () => {
  fake = await startFakeResend({ apiKey: "re_test" });
});
afterAll(() => fake.stop());
beforeEach(() => {
  key = crypto.randomUUID();
  fake.acceptances.length = 0;
  fake.breakWith(undefined);
});
const provider = () => resendProvider({ apiKey: "re_test", apiUrl: fake.url, timeoutMs: 300 });

test("the same key is accepted once and answers with the same id", async () => {
  const first = await provider().send(message, key);
  expect(first).toMatchObject({ kind: "accepted", providerMessageId: fake.acceptances[0]?.id });
  expect(await provider().send(message, key)).toEqual(first);
  expect(fake.acceptances).toMatchObject([{ key, to: "ada@example.com" }]);
});

test("an answer lost after acceptance is uncertain, and asking again does not send again", async () => {
  fake.breakWith({ accept_then_drop: true });
  expect(await provider().send(message, key)).toMatchObject({ kind: "uncertain" });
  fake.breakWith(undefined);
  expect(await provider().send(message, key)).toMatchObject({ kind: "accepted" });
  expect(fake.acceptances).toHaveLength(1);
});

test.each([
  [{ hang: true } as const, { kind: "uncertain" }],
  [{ drop: true } as const, { kind: "uncertain" }],
  [{ status: 500, name: "application_error", message: "oops" }, { kind: "uncertain" }],
  [{ status: 409, name: "concurrent_idempotent_requests", message: "busy" }, { kind: "uncertain" }],
  [
    { status: 429, name: "rate_limit_exceeded", message: "slow down" },
    { kind: "refused", permanent: false, heldMs: 1_000 },
  ],
  [
    { status: 403, name: "invalid_api_key", message: "no" },
    { kind: "refused", permanent: false, heldMs: 60_000 },
  ],
  [
    { status: 403, name: "validation_error", message: "the domain is not verified" },
    { kind: "refused", permanent: false },
  ],
  [
    { status: 429, name: "daily_quota_exceeded", message: "no more today" },
    { kind: "refused", permanent: false, heldMs: 900_000 },
  ],
  [
    { status: 422, name: "validation_error", message: "bad" },
    { kind: "refused", permanent: true },
  ],
  [
    { status: 409, name: "invalid_idempotent_request", message: "other" },
    { kind: "refused", permanent: true },
  ],
])("%o is answered with %o", async (fault, expected) => {
  fake.breakWith(fault);
  expect(await provider().send(message, key)).toMatchObject(expected);
});

test("a sender that may not send says nothing about the others: only the key's own refusals hold all mail", async () => {
  fake.breakWith({ status: 403, name: "validation_error", message: "the domain is not verified" });
  expect(await provider().send(message, key)).not.toHaveProperty("heldMs");
});

test("another body under the same key is refused by the provider, so repeats must be the same byte for byte", async () => {
  await provider().send(message, key);
  expect(await provider().send({ ...message, subject: "Other" }, key)).toMatchObject({
    kind: "refused",
    permanent: true,
  });
});

test("several recipients are refused before anything is asked", async () => {
  const before = fake.requests();
  expect(await provider().send({ ...message, to: "a@example.com, b@example.com" }, key)).toMatchObject({
    kind: "refused",
    permanent: true,
  });
  expect(fake.requests()).toBe(before);
});
