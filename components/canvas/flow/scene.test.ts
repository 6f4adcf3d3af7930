import { describe, expect, it } from "vitest";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { stepViews } from "../view/step-views";
import { flowElements } from "./flow-elements";
import { buildScene } from "./scene";

const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    { id: "ask", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "wait", type: "wait", config: { duration: "P1D" }, position: { x: 40, y: 10 } },
  ],
  edges: [
    { from: "start", port: "next", to: "ask" },
    { from: "ask", port: "yes", to: "wait" },
    { from: "wait", port: "next", to: "ask" },
  ],
};
const viewsOf = (g: Graph) => stepViews(g, stepNames(g, { segments: new Map(), templates: new Map() }), []);
const sceneOf = (g: Graph) => buildScene(g, viewsOf(g));

describe("buildScene", () => {
  it("shows a way back as a chip with the target, not as a crossing line", () => {
    const scene = sceneOf(graph);
    expect(scene.ends.find((end) => end.from === "wait")).toMatchObject({ backTo: "ask" });
    expect(scene.edges.some((edge) => edge.from === "wait")).toBe(false);
  });

  it("gives every open exit an end with its name, and names exits only where there are several", () => {
    const scene = sceneOf(graph);
    expect(scene.ends.find((end) => end.from === "ask")).toMatchObject({ port: "no", label: "No", backTo: undefined });
    expect(scene.edges.find((edge) => edge.from === "start")?.label).toBeUndefined();
    expect(scene.edges.find((edge) => edge.from === "ask")?.label).toBe("Yes");
  });

  it("puts a step where its author left it, relative to the layout", () => {
    const bare = { ...graph, nodes: graph.nodes.map(({ position: _, ...node }) => node) };
    const was = sceneOf(bare).steps.find((step) => step.id === "wait");
    const is = sceneOf(graph).steps.find((step) => step.id === "wait");
    expect(is).toEqual({ id: "wait", x: (was?.x ?? 0) + 40, y: (was?.y ?? 0) + 10 });
  });

  it("never lays one card over another", () => {
    const { steps } = sceneOf(graph);
    for (const a of steps)
      for (const b of steps)
        if (a !== b) expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true);
  });
});

describe("flowElements", () => {
  it("keeps the objects of everything that did not change", () => {
    const first = flowElements(sceneOf(graph), viewsOf(graph), true, undefined);
    const changed: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === "wait" ? { ...node, config: { duration: "P2D" } } : node)),
    };
    const second = flowElements(sceneOf(changed), viewsOf(changed), true, first);
    const same = (id: string) => first.nodes.find((n) => n.id === id) === second.nodes.find((n) => n.id === id);
    expect(same("start")).toBe(true);
    expect(same("wait")).toBe(false);
  });
});
