import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { stepViews } from "../view/step-views";
import { outlineNeighbour } from "./outline-neighbour";
import { outlineRows } from "./outline-rows";

const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "ask", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "a", type: "wait", config: { duration: "P1D" } },
    { id: "b", type: "wait", config: { duration: "P2D" } },
    { id: "end", type: "exit", config: {} },
  ],
  edges: [
    { from: "start", port: "next", to: "ask" },
    { from: "ask", port: "yes", to: "a" },
    { from: "ask", port: "no", to: "b" },
    { from: "a", port: "next", to: "end" },
    { from: "b", port: "next", to: "end" },
  ],
};

const lines = (g: Graph) =>
  outlineRows(g, stepViews(g, stepNames(g, { segments: new Map(), templates: new Map() }), [])).map((row) =>
    row.kind === "step"
      ? `${" ".repeat(row.depth)}${row.id}`
      : `${" ".repeat(row.depth)}[${row.label}]${row.backTo ?? ""}`,
  );

describe("outlineRows", () => {
  it("an exit belongs to its branch, the steps of an arm to their exit; a shared step is listed once", () => {
    expect(lines(graph)).toEqual(["start", "ask", " [Yes]", "  a", "  end", " [No]", "  b", "   [Then]end"]);
  });

  it("lists every step even when nothing leads to it", () => {
    const loose = { ...graph, edges: [] };
    expect(lines(loose).filter((line) => !line.includes("["))).toHaveLength(5);
  });

  it("ends on a loop", () => {
    const loop: Graph = {
      nodes: graph.nodes.slice(0, 3),
      edges: [
        { from: "start", port: "next", to: "ask" },
        { from: "ask", port: "yes", to: "a" },
        { from: "a", port: "next", to: "ask" },
      ],
    };
    expect(lines(loop)).toEqual(["start", "ask", " [Yes]", "  a", "   [Then]ask", " [No]"]);
  });

  it("a go-to names the step that it sends people to", () => {
    const jump: Graph = {
      nodes: [...graph.nodes.slice(0, 2), { id: "back", type: "go_to", config: { node_id: "ask" } }],
      edges: [
        { from: "start", port: "next", to: "ask" },
        { from: "ask", port: "yes", to: "back" },
      ],
    };
    expect(lines(jump)).toEqual(["start", "ask", " [Yes]", "  back", "   [Then]ask", " [No]"]);
  });
});

describe("outlineNeighbour", () => {
  const rows = outlineRows(
    graph,
    stepViews(graph, stepNames(graph, { segments: new Map(), templates: new Map() }), []),
  );
  const go = (from: string, direction: "up" | "down" | "left" | "right") =>
    outlineNeighbour(rows, from, direction)?.key;

  it("goes row by row, in to the first exit and its arm, and out to what it belongs to", () => {
    expect(go("ask", "down")).toBe("ask:yes");
    expect(go("ask", "right")).toBe("ask:yes");
    expect(go("ask:yes", "right")).toBe("a");
    expect(go("end", "left")).toBe("ask:yes");
    expect(go("ask:no", "left")).toBe("ask");
    expect(go("start", "up")).toBeUndefined();
    expect(go("start", "right")).toBeUndefined();
    expect(go("gone", "down")).toBe("start");
  });
});
