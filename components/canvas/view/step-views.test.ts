import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { announceStep, readingOrder, stepViews } from "./step-views";

const graph: Graph = {
  nodes: [
    { id: "bye", type: "exit", config: {} },
    { id: "ask", type: "branch", config: { condition: { message: "opened", node_id: "mail" } } },
    { id: "mail", type: "email", config: { subject: "Welcome", body: "Hi" } },
    { id: "start", type: "trigger.event", config: { event: "user_registered" } },
    { id: "lost", type: "wait", config: { duration: "P2D" } },
  ],
  edges: [
    { from: "start", port: "next", to: "mail" },
    { from: "mail", port: "next", to: "ask" },
    { from: "ask", port: "yes", to: "bye" },
  ],
};
const names = stepNames(graph, { segments: new Map(), templates: new Map() });

describe("readingOrder", () => {
  it("follows the exits from the start; what cannot be reached comes after", () => {
    expect(readingOrder(graph).map((node) => node.id)).toEqual(["start", "mail", "ask", "bye", "lost"]);
  });

  it("ends on a loop", () => {
    const loop = { ...graph, edges: [...graph.edges, { from: "bye", port: "next", to: "mail" }] };
    expect(readingOrder(loop)).toHaveLength(5);
  });
});

describe("stepViews", () => {
  it("announces kind, setting, place and what follows", () => {
    const view = stepViews(graph, names, []).get("mail");
    expect(view && announceStep(view)).toMatch(/^Send email: .*Welcome.*, step 2 of 5, leads to /);
  });

  it("announces every exit of a branch, also the one that leads nowhere", () => {
    const view = stepViews(graph, names, []).get("ask");
    expect(view && announceStep(view)).toMatch(/Yes leads to .*; No leads to the end/);
  });

  it("calls an email by its subject in another step's sentence", () => {
    expect(stepViews(graph, names, []).get("ask")?.summary).toContain("Welcome");
  });

  it("counts a step's own problems only", () => {
    const problems = [{ code: "x", severity: "error" as const, message: "No", node_id: "lost" }];
    const views = stepViews(graph, names, problems);
    expect(views.get("lost")?.problems).toHaveLength(1);
    expect(views.get("mail")?.problems).toHaveLength(0);
  });
});
