import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerPattern } from "./definition";
import { patternOf } from "./pattern-of";

const opens = { event: "email_opened", min: 3, within: "P7D" };

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerPattern, { kind: "count", events: [opens] })).toEqual({ kind: "leave", port: "next" });
});

test("says what has to add up", () => {
  const summary = (config: Parameters<typeof describeConfig>[1]) => describeConfig(triggerPattern, config).summary;
  expect(summary({ kind: "count", events: [opens] })).toBe("When “email_opened” happens at least 3 times in 7 days");
  expect(summary({ kind: "set", events: [opens, { event: "visited", max: 0, within: "P14D" }] })).toBe(
    "When “email_opened” happens at least 3 times in 7 days and “visited” happens never in 14 days",
  );
  expect(summary({ kind: "sequence", events: [{ event: "a" }, { event: "b" }], within: "PT1H" })).toBe(
    "When “a”, then “b” happen within 1 hour",
  );
  expect(summary({ kind: "score", events: [{ event: "a", weight: 10, within: "P1D" }], threshold: 40 })).toBe(
    "When “a” (10) reach 40 points",
  );
  expect(summary({ kind: "total", events: [{ event: "paid", property: "amount" }], threshold: 1000 })).toBe(
    "When the total of amount in “paid” reaches 1000",
  );
  expect(summary({ kind: "count", events: [{ event: "" }] })).toBe("Choose the events");
});

test("says what is missing, by the setting that lacks it", () => {
  const problems = (config: Parameters<typeof describeConfig>[1]) => describeConfig(triggerPattern, config).problems;
  expect(problems({ kind: "count", events: [opens] })).toEqual([]);
  expect(problems({ kind: "count", events: [] })).toEqual(["error events"]);
  expect(problems({ kind: "count", events: [{ event: "", min: 0 }] })).toHaveLength(3);
  expect(problems({ kind: "count", events: [{ ...opens, within: "P1M" }] })).toEqual(["error events.0"]);
  expect(problems({ kind: "set", events: [{ event: "a", max: 1, within: "P1D" }] })).toEqual(["error events"]);
  expect(problems({ kind: "set", events: [{ event: "a", min: 3, max: 1, within: "P1D" }] })).toEqual([
    "error events.0",
  ]);
  expect(problems({ kind: "sequence", events: [{ event: "a" }] })).toEqual(["error events", "error within"]);
  expect(problems({ kind: "score", events: [{ event: "a", weight: 0, within: "P1D" }] })).toEqual([
    "error threshold",
    "error events.0",
  ]);
  expect(problems({ kind: "total", events: [{ event: "a" }], threshold: 3 })).toEqual([]);
});

test("refuses what would have to remember too much of everybody, and filters that only history could answer", () => {
  const problems = (config: Parameters<typeof describeConfig>[1]) => describeConfig(triggerPattern, config).problems;
  expect(problems({ kind: "count", events: [{ ...opens, min: 201 }] })).toEqual(["error events"]);
  expect(problems({ kind: "count", events: [{ ...opens, min: 200 }] })).toEqual([]);
  expect(problems({ kind: "score", events: [{ event: "a", weight: 1, within: "P1D" }], threshold: 500 })).toEqual([
    "error events",
  ]);
  expect(problems({ kind: "count", events: [{ ...opens, where: { segment_id: "s" } }] })).toEqual(["error events.0"]);
});

test("an event without a count has to happen once, one with a maximum alone need not happen", () => {
  const set = patternOf(
    triggerPattern.schema.parse({
      kind: "set",
      events: [
        { event: "a", within: "P1D" },
        { event: "b", max: 2, within: "PT1H" },
      ],
    }),
  );
  expect(set).toMatchObject({
    parts: [
      { min: 1, max: undefined, withinMs: 86_400_000 },
      { min: 0, max: 2, withinMs: 3_600_000 },
    ],
  });
});
