import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { rateLimit } from "./definition";

const hour = 3_600_000;
const config = { count: 10, period: "PT1H" };
const turnIn = (ms: number) => ({ facts: { run: { turns: { "node-1": startOfTests + ms } } } });
const asked = { kind: "take_turn", count: 10, periodMs: hour };

describe("rate limit", () => {
  test("takes a place in the line on arrival, and only then", () => {
    expect(stepNode(rateLimit, config)).toEqual({ kind: "wait", until: "forever", effects: [asked] });
    const change = { by: "change" as const, at: startOfTests };
    expect(stepNode(rateLimit, config, { wake: change, waited: 5 })).toEqual({
      kind: "wait",
      until: "forever",
      effects: [],
    });
  });

  test("waits for the turn, whatever wakes them before", () => {
    const change = { by: "change" as const, at: startOfTests };
    expect(stepNode(rateLimit, config, { ...turnIn(hour), wake: change, waited: 5 })).toEqual({
      kind: "wait",
      until: startOfTests + hour,
    });
  });

  test("goes on at the turn, or a little later", () => {
    expect(stepNode(rateLimit, config, { ...turnIn(hour), timer: true, waited: hour })).toMatchObject({ port: "next" });
    expect(stepNode(rateLimit, config, { ...turnIn(hour), timer: true, waited: hour + 60_000 })).toMatchObject({
      port: "next",
    });
  });

  test("whoever comes too late for their turn takes another: an outage ends in no rush", () => {
    expect(stepNode(rateLimit, config, { ...turnIn(hour), timer: true, waited: hour + 60_001 })).toEqual({
      kind: "wait",
      until: "forever",
      effects: [asked],
    });
  });

  test("a turn of an earlier visit is none of this one", () => {
    expect(stepNode(rateLimit, config, turnIn(-1))).toMatchObject({ effects: [asked] });
  });

  test("describes itself", () => {
    expect(describeConfig(rateLimit, config)).toMatchObject({ summary: "At most 10 people in 1 hour", problems: [] });
    expect(describeConfig(rateLimit, { count: 1, period: "PT0S" }).problems).toEqual(["error period"]);
  });
});
