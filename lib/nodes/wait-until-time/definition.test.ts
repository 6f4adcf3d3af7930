import { describe, expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { waitUntilTime } from "./definition";

const at = (text: string) => Date.parse(text);
const until = (config: Parameters<typeof stepNode>[1], timezone: string | null = null) => {
  const outcome = stepNode(waitUntilTime, config, { facts: { subscriber: { timezone } } });
  return outcome.kind === "wait" && outcome.until !== "forever" ? new Date(outcome.until).toISOString() : outcome;
};

describe("wait until a time of day", () => {
  // The visit begins on Monday, 2 March 2026, 10:00 UTC.
  test("waits for the next such time where the person lives", () => {
    expect(until({ at: "11:30" })).toBe("2026-03-02T11:30:00.000Z");
    expect(until({ at: "09:00" })).toBe("2026-03-03T09:00:00.000Z");
    expect(until({ at: "09:00" }, "America/Los_Angeles")).toBe("2026-03-02T17:00:00.000Z");
  });

  test("or in the zone it names", () => {
    expect(until({ at: "09:00", timezone: "Asia/Tokyo" }, "America/Los_Angeles")).toBe("2026-03-03T00:00:00.000Z");
  });

  test("on the weekdays it names, in whatever way they are written", () => {
    expect(until({ at: "09:00", weekdays: ["thu"] })).toBe("2026-03-05T09:00:00.000Z");
    expect(until({ at: "09:00", weekdays: ["Thursday"] })).toBe("2026-03-05T09:00:00.000Z");
    expect(until({ at: "09:00", weekdays: [4] })).toBe("2026-03-05T09:00:00.000Z");
    expect(waitUntilTime.schema.safeParse({ at: "09:00", weekdays: ["someday"] }).success).toBe(false);
  });

  test("whoever arrives exactly then waits for the next day", () => {
    expect(until({ at: "10:00" })).toBe("2026-03-03T10:00:00.000Z");
  });

  test("lets go at its time", () => {
    expect(stepNode(waitUntilTime, { at: "11:00" }, { timer: true, waited: 3_600_000 })).toEqual({
      kind: "leave",
      port: "next",
    });
  });

  test("says when", () => {
    expect(describeConfig(waitUntilTime, { at: "09:00", weekdays: ["tue"] }).summary).toBe(
      "Wait until Tuesday 09:00, their time",
    );
    expect(describeConfig(waitUntilTime, { at: "09:00", weekdays: [1, 2, 3, 4, 5] }).summary).toBe(
      "Wait until a weekday 09:00, their time",
    );
    expect(
      describeConfig(waitUntilTime, { at: "18:00", weekdays: ["mon", "wed"], timezone: "Europe/Berlin" }).summary,
    ).toBe("Wait until Mon or Wed 18:00, Europe/Berlin time");
  });

  test("refuses times and zones that do not exist", () => {
    expect(waitUntilTime.schema.safeParse({ at: "24:00" }).success).toBe(false);
    expect(waitUntilTime.schema.safeParse({ at: "09:00", timezone: "Mars" }).success).toBe(false);
    expect(at("2026-03-02")).toBeLessThan(at("2026-03-03"));
  });
});
