import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { wait } from "./definition";

const hour = 3_600_000;

describe("wait", () => {
  test("holds for its duration from the arrival, whenever it is asked", () => {
    const outcome = { kind: "wait", until: startOfTests + 2 * hour };
    expect(stepNode(wait, { duration: "PT2H" })).toEqual(outcome);
    expect(stepNode(wait, { duration: "PT2H" }, { waited: hour, wake: { by: "change", at: startOfTests } })).toEqual(
      outcome,
    );
  });

  test("lets go when its time is up", () => {
    expect(stepNode(wait, { duration: "PT2H" }, { timer: true, waited: 2 * hour })).toEqual({
      kind: "leave",
      port: "next",
    });
  });

  test("a day is a calendar day where the person lives", () => {
    const beforeChange = Date.parse("2026-03-02T10:00:00Z");
    expect(startOfTests).toBe(beforeChange);
    // New York: clocks go forward on 8 March.
    expect(stepNode(wait, { duration: "P7D" }, { facts: { subscriber: { timezone: "America/New_York" } } })).toEqual({
      kind: "wait",
      until: Date.parse("2026-03-09T09:00:00Z"),
    });
    expect(stepNode(wait, { duration: "P7D" }, { facts: { subscriber: { timezone: "Nowhere/Land" } } })).toEqual({
      kind: "wait",
      until: Date.parse("2026-03-09T10:00:00Z"),
    });
  });

  test("says how long, and warns of a wait that is none", () => {
    expect(describeConfig(wait, { duration: "P2D" }).summary).toBe("Wait 2 days");
    expect(describeConfig(wait, { duration: "P1DT1H30M" }).summary).toBe("Wait 1 day 1 hour 30 minutes");
    expect(describeConfig(wait, { duration: "PT0S" }).problems).toEqual(["warning duration"]);
    expect(wait.schema.safeParse({ duration: "P20Y" }).success).toBe(false);
  });

  test("never claims to hold longer than the shortest day or month", () => {
    expect(wait.holdsAtLeastMs?.({ duration: "PT90S" }, "next")).toBe(90_000);
    expect(wait.holdsAtLeastMs?.({ duration: "P1D" }, "next")).toBeLessThanOrEqual(23 * hour);
    expect(wait.holdsAtLeastMs?.({ duration: "P1M" }, "next")).toBeLessThanOrEqual((28 * 24 - 1) * hour);
  });
});
