import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerSegmentLeft } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerSegmentLeft, { segment_id: "s1" })).toEqual({ kind: "leave", port: "next" });
});

test("refers to its segment", () => {
  expect(describeConfig(triggerSegmentLeft, { segment_id: "s1" })).toMatchObject({
    summary: "When leaving “s1”",
    problems: [],
    references: { segments: ["s1"] },
  });
  expect(describeConfig(triggerSegmentLeft, { segment_id: "" }).problems).toEqual(["error segment_id"]);
});
