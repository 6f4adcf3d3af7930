import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeGraph } from "@/lib/testing/drive-journey";
import { CHIP_WIDTH, laneKey, layoutGraph, NODE_HEIGHT, NODE_WIDTH } from "./layout-graph";

const branchAndJoin = makeGraph({
  nodes: [
    { id: "t", type: "trigger.manual" },
    { id: "b", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "yes", type: "wait", config: { duration: "P1D" } },
    { id: "no", type: "wait", config: { duration: "P1D" } },
    { id: "join", type: "email", config: { subject: "x", body: "y" } },
  ],
  edges: ["t next b", "b yes yes", "b no no", "yes next join", "no next join"],
});

const at = (graph: Graph, id: string) => {
  const point = layoutGraph(graph).positions.get(id);
  if (!point) throw new Error(`${id} is not placed`);
  return point;
};

describe("layoutGraph", () => {
  test("puts arms side by side in the order of their ports and the join below both, under the branch", () => {
    expect(at(branchAndJoin, "yes").x).toBeLessThan(at(branchAndJoin, "no").x);
    expect(at(branchAndJoin, "yes").y).toBe(at(branchAndJoin, "no").y);
    expect(at(branchAndJoin, "join").y).toBeGreaterThan(at(branchAndJoin, "no").y);
    expect(at(branchAndJoin, "join").x).toBe(at(branchAndJoin, "b").x);
  });

  test("names every exit without a connection, below its node", () => {
    const { openPorts, positions } = layoutGraph(branchAndJoin);
    expect(openPorts.map(({ from, port }) => `${from} ${port}`)).toEqual(["join next"]);
    expect(openPorts[0]?.y).toBeGreaterThan((positions.get("join")?.y ?? 0) + NODE_HEIGHT);
  });

  test("what no trigger leads to stands to the right, and what a trigger begins stays where it is", () => {
    const loose = { id: "loose", type: "wait", config: { duration: "P1D" } };
    const graph = { ...branchAndJoin, nodes: [...branchAndJoin.nodes, loose] };
    for (const { id } of branchAndJoin.nodes) {
      expect(at(graph, id)).toEqual(at(branchAndJoin, id));
      expect(at(graph, "loose").x).toBeGreaterThan(at(graph, id).x);
    }
  });

  test("tells loops from ways down", () => {
    const looped = { ...branchAndJoin, edges: [...branchAndJoin.edges, { from: "join", port: "next", to: "b" }] };
    expect(layoutGraph(looped).backEdges).toEqual([{ from: "join", port: "next", to: "b" }]);
  });

  test("a way straight to a join has a lane of its own beside the step it leads past", () => {
    const skipping = {
      ...branchAndJoin,
      edges: branchAndJoin.edges.filter(({ from, port }) => from !== "b" || port !== "yes"),
    };
    const graph = {
      nodes: skipping.nodes.filter(({ id }) => id !== "yes"),
      edges: [...skipping.edges.filter(({ from }) => from !== "yes"), { from: "b", port: "yes", to: "join" }],
    };
    const lane = layoutGraph(graph).lanes.get(laneKey("b", "yes")) ?? Number.NaN;
    expect(lane).toBeLessThan(at(graph, "no").x);
  });

  test("chips of ways back up never lie over each other", () => {
    const back = ["yes", "no"].map((port) => ({ from: "b", port, to: "b" }));
    const graph = { nodes: branchAndJoin.nodes.slice(0, 2), edges: [{ from: "t", port: "next", to: "b" }, ...back] };
    const { lanes } = layoutGraph(graph);
    const [yes = 0, no = 0] = ["yes", "no"].map((port) => lanes.get(laneKey("b", port)));
    expect(no - yes).toBeGreaterThanOrEqual(CHIP_WIDTH);
  });

  test("cards never overlap, every node has a place, forward ways lead down, and the same graph lies the same", () => {
    fc.assert(
      fc.property(arbitraryGraph(), (graph) => {
        const layout = layoutGraph(graph);
        const points = graph.nodes.map(({ id }) => layout.positions.get(id));
        for (const [i, a] of points.entries()) {
          if (!a) throw new Error("a node without a place");
          expect(a.x >= 0 && a.x + NODE_WIDTH <= layout.width && a.y + NODE_HEIGHT <= layout.height).toBe(true);
          for (const b of points.slice(i + 1))
            expect(!b || Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true);
        }
        for (const open of layout.openPorts)
          for (const a of points)
            expect(
              !a || open.x <= a.x || open.x >= a.x + NODE_WIDTH || open.y <= a.y || open.y >= a.y + NODE_HEIGHT,
            ).toBe(true);
        for (const edge of graph.edges)
          if (!layout.backEdges.includes(edge))
            expect((layout.positions.get(edge.to)?.y ?? 0) > (layout.positions.get(edge.from)?.y ?? 0)).toBe(true);
        expect(layoutGraph(structuredClone(graph))).toEqual(layout);
      }),
      { numRuns: 300 },
    );
  });

  test("a chain of 2,000 steps is laid out in a moment", () => {
    const nodes = Array.from({ length: 2_000 }, (_, i) => ({ id: `n${i}`, type: "add_tag", config: { tag: "x" } }));
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: `n${i}`, port: "next", to: id }));
    expect(layoutGraph({ nodes, edges }).positions.size).toBe(2_000);
  });
});
