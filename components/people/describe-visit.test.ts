import { describe, expect, it } from "vitest";
import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import { plainNames } from "@/lib/journey/names";
import { describeVisit } from "./describe-visit";

const graph: Graph = {
  nodes: [{ id: "b", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } }],
  edges: [],
};
const visit: VisitResource = {
  visit: 1,
  node_id: "b",
  type: "branch",
  entered_at: "2026-11-21T08:00:00Z",
  left_at: "2026-11-21T08:00:00Z",
  port: "no",
  outcome: "passed",
};

describe("describeVisit", () => {
  it("says the step as the canvas says it and which way it went", () => {
    const { step, what } = describeVisit(visit, graph, plainNames);
    expect(step).toBe("Plan is “pro”?");
    expect(what).toBe("→ No");
  });
  it("still tells a visit of a step that the drawing no longer has", () => {
    const gone = { ...visit, node_id: "gone", type: "nobody_knows" };
    expect(describeVisit(gone, graph, plainNames).step).toBe("nobody_knows");
    expect(describeVisit(visit, undefined, plainNames).step).not.toBe("");
  });
});
