import { afterEach, expect, test, vi } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { realNow, syncClock } from "./real-now";

setUpTestDatabase();

const HOUR_MS = 3_600_000;
const trueNow = Date.now;
/** A test's machine may be slow; a wrong clock is wrong by an hour. */
const ABOUT_MS = 2_000;

afterEach(() => {
  vi.restoreAllMocks();
  globalThis.__sojournAnchor = undefined;
});

/** One answer of the database may be too slow to be believed. */
const syncedAs = (holds: () => boolean) =>
  expect
    .poll(async () => {
      await syncClock();
      return holds();
    })
    .toBe(true);
const aheadMs = () => realNow() - trueNow();

test.each([HOUR_MS, -HOUR_MS])("a machine whose clock is off by %i ms goes by the database's", async (offMs) => {
  vi.spyOn(Date, "now").mockImplementation(() => trueNow() + offMs);
  expect(Math.abs(aheadMs() - offMs)).toBeLessThan(ABOUT_MS);
  await syncedAs(() => Math.abs(aheadMs()) < ABOUT_MS);
});

test("a clock that is set while the process runs moves nobody", async () => {
  await syncedAs(() => globalThis.__sojournAnchor !== undefined);
  vi.spyOn(Date, "now").mockImplementation(() => trueNow() + HOUR_MS);
  expect(Math.abs(aheadMs())).toBeLessThan(ABOUT_MS);
});
