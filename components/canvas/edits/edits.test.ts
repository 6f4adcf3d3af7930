import { describe, expect, it } from "vitest";
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import type { Graph } from "@/lib/journey/graph";
import { createCanvasStore } from "../store/canvas-store";
import { changeConfig } from "./change-config";
import { connectSteps, disconnectExit, refuseConnection } from "./connect-steps";
import { insertStep } from "./insert-step";
import { tidySteps } from "./move-step";
import { NUDGE_PX, nudgeSteps } from "./nudge-steps";
import { slotBehind } from "./slot-behind";
import { stepLabel } from "./step-label";
import { takeSlot } from "./take-slot";

const graph: Graph = {
  nodes: [
    { id: "start", type: "trigger.manual", config: {} },
    {
      id: "test",
      type: "split",
      config: {
        arms: [
          { key: "a", weight: 1 },
          { key: "b", weight: 1 },
        ],
      },
    },
    { id: "tag", type: "add_tag", config: { tag: "x" } },
    { id: "wait", type: "wait", config: { duration: "P2D" } },
    { id: "event", type: "wait_for_event", config: { events: [{ event: "bought", port: "bought" }] } },
  ],
  edges: [
    { from: "start", port: "next", to: "test" },
    { from: "test", port: "a", to: "tag" },
    { from: "test", port: "b", to: "wait" },
    { from: "event", port: "bought", to: "tag" },
  ],
};
const open = () =>
  createCanvasStore({ name: "J", description: "", settings: { reentry: { policy: "once" } }, graph }, () => 0);
const edges = (store: ReturnType<typeof open>) =>
  store.getState().history.present.graph.edges.map((e) => `${e.from} ${e.port} ${e.to}`);

describe("changing settings", () => {
  it("an exit that is renamed keeps its edge", () => {
    const store = open();
    const events = [{ event: "bought", port: "paid" }];
    changeConfig(store, "event", { events }, { from: "bought", to: "paid" });
    expect(edges(store)).toContain("event paid tag");
  });

  it("an arm that is removed takes its edge along, and undo brings both back", () => {
    const store = open();
    changeConfig(store, "test", { arms: [{ key: "a", weight: 1 }] });
    expect(edges(store)).not.toContain("test b wait");
    expect(store.getState().undo()).toBe("change Split test");
    expect(edges(store)).toContain("test b wait");
  });

  it("takes a setting away", () => {
    const store = open();
    changeConfig(store, "tag", { tag: undefined });
    expect(store.getState().nodeById.get("tag")?.config).toEqual({});
  });

  it("typing into one setting is one step to undo", () => {
    const store = open();
    for (const tag of ["v", "vi", "vip"]) changeConfig(store, "tag", { tag });
    store.getState().undo();
    expect(store.getState().nodeById.get("tag")?.config).toEqual({ tag: "x" });
  });
});

describe("adding", () => {
  it("a step that is placed by itself changes no way, has the focus, and goes with one undo", () => {
    const store = open();
    const before = edges(store);
    insertStep(store, { kind: "alone" }, "wait");
    const { focused, inspecting, history, undo } = store.getState();
    expect(edges(store)).toEqual(before);
    expect(history.present.graph.nodes).toHaveLength(graph.nodes.length + 1);
    expect(store.getState().nodeById.get(focused ?? "")?.type).toBe("wait");
    expect(inspecting).toBe(true);
    undo();
    expect(store.getState().history.present.graph).toBe(graph);
  });

  it("a step that is dropped beside the journey has its middle there, until something leads to it", () => {
    const store = open();
    insertStep(store, { kind: "alone", at: { x: 900, y: 640 } }, "wait");
    const added = store.getState().focused ?? "";
    const offset = store.getState().nodeById.get(added)?.position ?? { x: 0, y: 0 };
    const laidOut = layoutGraph(store.getState().history.present.graph).positions.get(added) ?? { x: 0, y: 0 };
    expect(laidOut.x + offset.x + NODE_WIDTH / 2).toBeCloseTo(900, 0);
    expect(laidOut.y + offset.y + NODE_HEIGHT / 2).toBeCloseTo(640, 0);
    connectSteps(store, "tag", "next", added);
    expect(store.getState().nodeById.get(added)?.position).toBeUndefined();
  });

  it("what is chosen from the list goes behind the step one is at, a trigger beside the triggers, nothing behind an end", () => {
    const store = open();
    store.getState().focus("tag");
    expect(slotBehind(store, { category: "timing" })).toEqual({ kind: "place", from: "tag", port: "next" });
    expect(slotBehind(store, { category: "trigger" })).toEqual({ kind: "trigger" });
    insertStep(store, { kind: "alone" }, "exit");
    expect(slotBehind(store, { category: "timing" })).toBeUndefined();
  });
});

describe("moving", () => {
  const placeOf = (store: ReturnType<typeof open>) => store.getState().nodeById.get("tag")?.position;

  it("a card goes from dot to dot by keys, which undoes as one, and back in line is the layout's again", () => {
    const store = open();
    nudgeSteps(store, ["tag"], "right");
    nudgeSteps(store, ["tag"], "down");
    expect(placeOf(store)).toEqual({ x: NUDGE_PX, y: NUDGE_PX });
    nudgeSteps(store, ["tag"], "left");
    nudgeSteps(store, ["tag"], "up");
    expect(placeOf(store)).toBeUndefined();
    nudgeSteps(store, ["tag"], "right");
    expect(store.getState().undo()).toBe("move Add tag by hand");
    expect(store.getState().history.present.graph).toBe(graph);
  });

  it("selected cards go together, and Tidy puts them back", () => {
    const store = open();
    nudgeSteps(store, ["tag", "wait"], "right");
    expect(store.getState().history.present.graph.nodes.filter((node) => node.position)).toHaveLength(2);
    tidySteps(store);
    expect(store.getState().history.present.graph.nodes.some((node) => node.position)).toBe(false);
  });

  it("with all that follows, what follows comes along", () => {
    const store = open();
    store.getState().set({ moving: new Set(["event"]) });
    takeSlot(store, { kind: "place", from: "wait", port: "next" }, { x: 0, y: 0 }, true);
    expect(edges(store)).toEqual(expect.arrayContaining(["wait next event", "event bought tag"]));
  });
});

describe("connecting", () => {
  it("joins two ways, and takes a connection off again", () => {
    const store = open();
    connectSteps(store, "tag", "next", "wait");
    expect(edges(store)).toContain("tag next wait");
    disconnectExit(store, "tag", "next");
    expect(edges(store)).not.toContain("tag next wait");
  });

  it("refuses a loop that never waits, and allows one that does", () => {
    expect(refuseConnection(graph, "tag", "next", "test")).toMatch(/circles without waiting/);
    expect(refuseConnection(graph, "wait", "next", "test")).toBeUndefined();
  });

  it("refuses a way into a trigger", () => {
    expect(refuseConnection(graph, "tag", "next", "start")).toMatch(/trigger/i);
  });
});

describe("stepLabel", () => {
  it("calls a wait by its length and others by their kind", () => {
    expect(stepLabel(graph, "wait")).toBe("Wait 2 days");
    expect(stepLabel(graph, "tag")).toBe("Add tag");
    expect(stepLabel(graph, "nobody")).toBe("a step");
  });
});
