import { expect, test } from "vitest";
import { CALL_ATTEMPTS_MAX, callRetryMs } from "./call-retry";
import { retryAfterMs } from "./retry-after";

const HOUR = 3_600_000;

test("ten attempts in a good 75 hours, the same ones for the same call", () => {
  const delays = Array.from({ length: CALL_ATTEMPTS_MAX }, (_, n) => callRetryMs("id", n + 1));
  expect(delays.at(-1)).toBeUndefined();
  const total = delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0);
  expect(total).toBeGreaterThan(75 * HOUR);
  expect(total).toBeLessThan(84 * HOUR);
  expect(delays).toEqual(Array.from({ length: CALL_ATTEMPTS_MAX }, (_, n) => callRetryMs("id", n + 1)));
  expect(callRetryMs("other", 1)).not.toBe(callRetryMs("id", 1));
});

test("what the other side asks for lengthens a wait, within a day, and never shortens it", () => {
  expect(callRetryMs("id", 1, 2 * HOUR)).toBeGreaterThanOrEqual(2 * HOUR);
  expect(callRetryMs("id", 9, 1_000)).toBe(callRetryMs("id", 9));
  expect(callRetryMs("id", 1, 1e12)).toBeLessThanOrEqual(24 * HOUR * 1.1);
});

test("Retry-After is seconds or a date", () => {
  const now = Date.parse("2026-05-01T10:00:00Z");
  expect(retryAfterMs("120", now)).toBe(120_000);
  expect(retryAfterMs("Fri, 01 May 2026 10:00:30 GMT", now)).toBe(30_000);
  expect(retryAfterMs("Fri, 01 May 2026 09:00:00 GMT", now)).toBe(0);
  for (const nothing of [undefined, "", "soon", "-5"]) expect(retryAfterMs(nothing, now)).toBeUndefined();
});
