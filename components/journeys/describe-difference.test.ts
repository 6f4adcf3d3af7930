import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { describeDifference } from "./describe-difference";

const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "wait", type: "wait", config: { duration: "P1D" } },
  ],
  edges: [{ from: "start", port: "next", to: "wait" }],
};

const settings = { reentry: { policy: "once" as const } };
const differences = (before: Graph, after: Graph) =>
  describeDifference({ graph: before, settings }, { graph: after, settings });

describe("describeDifference", () => {
  it("names added, removed and changed steps", () => {
    const after: Graph = {
      nodes: [
        { id: "wait", type: "wait", config: { duration: "P2D" } },
        { id: "bye", type: "exit", config: {} },
      ],
      edges: [],
    };
    expect(differences(graph, after).map((line) => line.split(":")[0])).toEqual(["Added", "Removed", "Changed"]);
  });

  it("does not count the order of settings or a step's place on the canvas", () => {
    const moved = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 1, y: 2 } })) };
    expect(differences(graph, moved)).toEqual([]);
  });

  it("says when only settings changed", () => {
    const other = { graph, settings: { reentry: { policy: "once_at_a_time" as const } } };
    expect(describeDifference({ graph, settings }, other)).toHaveLength(1);
  });

  it("says when only the ways changed", () => {
    expect(differences(graph, { ...graph, edges: [] })).toEqual(["Steps are connected in another way"]);
  });
});
