import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { waitUntilDate } from "./definition";

const renewal = { source: "attribute", attribute: "renewal", direction: "before", offset: "P3D" };
const until = (config: Parameters<typeof stepNode>[1], renewalDate?: Json, timezone: string | null = null) => {
  const outcome = stepNode(waitUntilDate, config, {
    facts: { subscriber: { timezone, attributes: renewalDate === undefined ? {} : { renewal: renewalDate } } },
  });
  if (outcome.kind === "wait" && outcome.until !== "forever") return new Date(outcome.until).toISOString();
  return outcome.kind === "leave" ? outcome.reason : outcome;
};

describe("wait until a date", () => {
  test("a fixed date is midnight where the person lives; one with an offset is the same moment for all", () => {
    expect(until({ date: "2026-05-01" }, undefined, "Europe/Berlin")).toBe("2026-04-30T22:00:00.000Z");
    expect(until({ date: "2026-05-01T09:30" }, undefined, "Asia/Tokyo")).toBe("2026-05-01T00:30:00.000Z");
    expect(until({ date: "2026-05-01T09:30:00Z" }, undefined, "Asia/Tokyo")).toBe("2026-05-01T09:30:00.000Z");
  });

  test("counts from a date of the person or the event", () => {
    expect(until(renewal, "2026-04-10")).toBe("2026-04-07T00:00:00.000Z");
    expect(until({ ...renewal, direction: "after" }, "2026-04-10T12:00:00Z")).toBe("2026-04-13T12:00:00.000Z");
    expect(until({ attribute: "renewal" }, 1_780_000_000)).toBe("2026-05-28T20:26:40.000Z");
  });

  test("a date that has passed, is missing or is no date holds nobody, with the reason", () => {
    expect(until({ date: "2020-01-01" })).toBe("date_passed");
    expect(until(renewal, "2026-03-04")).toBe("date_passed");
    expect(until(renewal)).toBe("date_missing");
    expect(until(renewal, "soon")).toBe("date_missing");
    expect(until(renewal, 8.64e15)).toBe("date_missing");
  });

  test("a date that moves while someone waits moves the wait", () => {
    const outcome = stepNode(waitUntilDate, renewal, {
      facts: { subscriber: { attributes: { renewal: "2026-06-10" } } },
      wake: { by: "change", at: 0 },
      waited: 1_000,
    });
    expect(outcome).toMatchObject({ kind: "wait", until: Date.parse("2026-06-07"), listen: ["$change"] });
    expect(stepNode(waitUntilDate, { date: "2026-06-10" })).toMatchObject({ listen: [] });
  });

  test("says what it waits for and what is missing", () => {
    expect(describeConfig(waitUntilDate, renewal).summary).toBe("Wait until 3 days before renewal");
    expect(describeConfig(waitUntilDate, { source: "date", date: "2026-05-01T09:30" }).summary).toBe(
      "Wait until 2026-05-01 09:30",
    );
    expect(describeConfig(waitUntilDate, { source: "date", date: "" }).problems).toEqual(["error date"]);
    expect(describeConfig(waitUntilDate, { source: "date", date: "2026-02-30" }).problems).toEqual(["error date"]);
    expect(describeConfig(waitUntilDate, { source: "attribute", direction: "before" }).problems).toEqual([
      "error attribute",
      "error offset",
    ]);
  });
});
