import { expect, test } from "vitest";
import { factKey } from "@/lib/journey/facts";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { segmentCheck } from "./definition";

const config = { segment_id: "s" };
const member = (inside: boolean) => ({
  facts: { fetched: new Map([[factKey({ kind: "segment", segment_id: "s" }), inside]]) },
});

test("asks for the membership, then takes the exit it decides", () => {
  expect(stepNode(segmentCheck, config)).toEqual({ kind: "needs", facts: [{ kind: "segment", segment_id: "s" }] });
  expect(stepNode(segmentCheck, config, member(true))).toMatchObject({ port: "yes" });
  expect(stepNode(segmentCheck, config, member(false))).toMatchObject({
    port: "no",
    seen: [{ path: "segment.s", value: false }],
  });
});

test("describes itself", () => {
  expect(describeConfig(segmentCheck, config)).toMatchObject({
    ports: ["yes", "no"],
    summary: "In “s”?",
    references: { segments: ["s"] },
    problems: [],
  });
  expect(describeConfig(segmentCheck, { segment_id: "" }).problems).toEqual(["error segment_id"]);
});
