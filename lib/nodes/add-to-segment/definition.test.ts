import { expect, test } from "vitest";
import { checkGraph } from "@/lib/engine/check-graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { type DrivenGraph, driveJourney, makeGraph } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { addToSegment } from "./definition";

test("joins and goes on", () => {
  expect(stepNode(addToSegment, { segment_id: "s" })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "join_segment", segment_id: "s" }],
  });
});

const graph: DrivenGraph = {
  nodes: [
    { id: "start", type: "trigger.manual" },
    { id: "join", type: "add_to_segment", config: { segment_id: "s" } },
    { id: "ask", type: "branch", config: { condition: { segment_id: "s" } } },
    { id: "leave", type: "remove_from_segment", config: { segment_id: "s" } },
    { id: "again", type: "branch", config: { condition: { segment_id: "s" } } },
  ],
  edges: ["start next join", "join next ask", "ask yes leave", "leave next again"],
};

test("steps further on in the same walk see the membership as it is now", () => {
  const drive = driveJourney(graph, { answer: () => false });
  drive.enter();
  expect(drive.path()).toEqual(["start next", "join next", "ask yes", "leave next", "again no"]);
});

test("only a manual segment can be joined", () => {
  const codes = (manual: string[]) =>
    checkGraph(makeGraph(graph), journeySettingsSchema.parse({}), {
      segments: new Set(["s"]),
      manualSegments: new Set(manual),
      templates: new Set(),
    }).map(({ code }) => code);
  expect(codes(["s"])).toEqual([]);
  expect(codes([])).toEqual(["not_manual", "not_manual"]);
});

test("describes itself", () => {
  expect(describeConfig(addToSegment, { segment_id: "s" })).toMatchObject({ summary: "Add to “s”", problems: [] });
  expect(describeConfig(addToSegment, { segment_id: "" }).problems).toEqual(["error segment_id"]);
});
