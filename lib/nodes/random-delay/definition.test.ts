import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { randomDelay } from "./definition";

const minute = 60_000;
const hour = 60 * minute;
const waits = (config: Parameters<typeof stepNode>[1], person = "ada", waited = 0, timezone: string | null = null) => {
  const outcome = stepNode(randomDelay, config, { facts: { subscriber: { external_id: person, timezone } }, waited });
  return outcome.kind === "wait" && outcome.until !== "forever" ? outcome.until - startOfTests : outcome.kind;
};

describe("random delay", () => {
  test("waits between the limits, the same for the same visit however often it is looked at", () => {
    const config = { mode: "delay", min: "PT1H", max: "PT3H" };
    fc.assert(
      fc.property(fc.string(), (person) => {
        const until = waits(config, person);
        expect(until).toBeGreaterThanOrEqual(hour);
        expect(until).toBeLessThanOrEqual(3 * hour);
        expect(waits(config, person, 30 * minute)).toBe(until);
      }),
    );
  });

  test("spreads people evenly: each tenth of the window gets about a tenth of them", () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 2_000; n++) {
      const until = Number(waits({ mode: "delay", max: "PT10H" }, `person-${n}`));
      const tenth = Math.min(9, Math.floor(until / hour));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const n of tenths) {
      expect(n).toBeGreaterThan(140);
      expect(n).toBeLessThan(260);
    }
  });

  test("a window of the day: a moment in what is left of it, or in the next one, on the person's clock", () => {
    const config = { mode: "window", from: "09:00", to: "11:00" };
    // It is Monday 10:00 in UTC.
    for (let n = 0; n < 50; n++) {
      expect(Number(waits(config, `p${n}`))).toBeGreaterThanOrEqual(0);
      expect(Number(waits(config, `p${n}`))).toBeLessThan(hour);
      const inNewYork = Number(waits(config, `p${n}`, 0, "America/New_York"));
      expect(inNewYork).toBeGreaterThanOrEqual(4 * hour);
      expect(inNewYork).toBeLessThan(6 * hour);
      const onFridays = Number(waits({ ...config, weekdays: ["fri"] }, `p${n}`));
      expect(onFridays).toBeGreaterThanOrEqual(95 * hour);
      expect(onFridays).toBeLessThan(97 * hour);
    }
  });

  test("lets everyone go when the time has come", () => {
    expect(stepNode(randomDelay, { max: "PT1H" }, { timer: true, waited: hour })).toEqual({
      kind: "leave",
      port: "next",
    });
  });

  test("holds for its shortest delay, and a window for nothing", () => {
    const holds = (config: object) => randomDelay.holdsAtLeastMs?.(randomDelay.schema.parse(config), "next");
    expect(holds({ min: "PT5M", max: "PT9M" })).toBe(5 * minute);
    expect(holds({ mode: "window", min: "PT5M", from: "09:00", to: "10:00" })).toBe(0);
  });

  test("describes itself and what is unfinished", () => {
    expect(describeConfig(randomDelay, { max: "PT4H" })).toMatchObject({
      summary: "Spread over 4 hours",
      problems: [],
    });
    expect(describeConfig(randomDelay, { min: "PT1H", max: "P1D" }).summary).toBe("Wait between 1 hour and 1 day");
    expect(describeConfig(randomDelay, { mode: "window", from: "09:00", to: "11:00", weekdays: [5] }).summary).toBe(
      "Spread between 09:00 and 11:00 on Friday, their time",
    );
    expect(describeConfig(randomDelay, { min: "PT2H", max: "PT1H" }).problems).toEqual(["error max"]);
    expect(describeConfig(randomDelay, { mode: "window", from: "11:00", to: "09:00" }).problems).toEqual(["error to"]);
    expect(describeConfig(randomDelay, { mode: "window" }).problems).toEqual(["error from"]);
  });
});
