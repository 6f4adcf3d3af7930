import { describe, expect, it } from "vitest";
import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import { describeSeen } from "./describe-seen";
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
    const { step, what } = describeVisit(visit, graph);
    expect(step).toBe("Plan is “pro”?");
    expect(what).toMatch(/^went “No”/i);
  });
  it("still tells a visit of a step that the drawing no longer has", () => {
    expect(describeVisit({ ...visit, node_id: "gone", type: "nobody_knows" }, graph).step).toBe("nobody_knows");
    expect(describeVisit(visit, undefined).step).not.toBe("");
  });
  it("gives the reason in words", () => {
    expect(describeVisit({ ...visit, outcome: "skipped", reason: "no_email_address" }, graph).what).toBe(
      "skipped · no email address",
    );
  });
});

describe("describeSeen", () => {
  it("says what was there and what was wanted", () => {
    expect(describeSeen({ path: "plan", op: "equals", expected: "pro", value: "free" })).toBe(
      "plan was “free” (wanted: is “pro”)",
    );
    expect(describeSeen({ path: "plan", op: "exists" })).toBe("plan had no value (wanted: has any value)");
  });
});
