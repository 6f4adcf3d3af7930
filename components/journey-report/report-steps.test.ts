import { describe, expect, it } from "vitest";
import type { JourneyReport } from "@/lib/api/schemas/report";
import type { Graph } from "@/lib/journey/graph";
import { reportSteps } from "./report-steps";

const node = (node_id: string, type: string) => ({
  node_id,
  type,
  entered: 1,
  waiting: 0,
  left: {},
  failed: 0,
  skipped: 0,
  skipped_by: {},
  dropped: 0,
  completed: 0,
  exited: 0,
});

const nothingKnown = { segments: new Map(), templates: new Map() };

describe("reportSteps", () => {
  it("tells the steps in the order people reach them, lost ones last", () => {
    const report = {
      nodes: [node("z", "exit"), node("lost", "wait"), node("w", "wait"), node("t", "trigger.event")],
    } as JourneyReport;
    const graph: Graph = {
      nodes: [
        { id: "z", type: "exit", config: {} },
        { id: "w", type: "wait", config: { duration: "P2D" } },
        { id: "t", type: "trigger.event", config: { event: "signed_up" } },
        { id: "lost", type: "wait", config: { duration: "PT1H" } },
      ],
      edges: [
        { from: "t", port: "next", to: "w" },
        { from: "w", port: "next", to: "z" },
      ],
    };
    expect(reportSteps(report, graph, nothingKnown).map((step) => step.node.node_id)).toEqual(["t", "w", "z", "lost"]);
  });

  it("calls mails by their template's name, also where a branch asks about them", () => {
    const report = { nodes: [node("m", "email"), node("b", "branch")] } as JourneyReport;
    const graph: Graph = {
      nodes: [
        { id: "m", type: "email", config: { template_id: "tpl" } },
        { id: "b", type: "branch", config: { condition: { message: "opened", node_id: "m" } } },
      ],
      edges: [],
    };
    const known = { segments: new Map(), templates: new Map([["tpl", "Welcome"]]) };
    expect(reportSteps(report, graph, known).map((step) => step.label)).toEqual([
      "Send “Welcome”",
      "Opened “Welcome”?",
    ]);
  });
});
