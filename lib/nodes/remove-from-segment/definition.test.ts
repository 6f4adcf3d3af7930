import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { removeFromSegment } from "./definition";

test("leaves the segment and goes on", () => {
  expect(stepNode(removeFromSegment, { segment_id: "s" })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "leave_segment", segment_id: "s" }],
  });
});

test("describes itself", () => {
  expect(describeConfig(removeFromSegment, { segment_id: "s" })).toMatchObject({
    summary: "Remove from “s”",
    references: { segments: ["s"], manualSegments: ["s"] },
    problems: [],
  });
  expect(describeConfig(removeFromSegment, { segment_id: "" }).problems).toEqual(["error segment_id"]);
});
