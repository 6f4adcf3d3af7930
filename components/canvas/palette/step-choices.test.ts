import { describe, expect, it } from "vitest";
import { nodeTypes } from "@/lib/nodes/registry";
import { findChoices, stepChoices } from "./step-choices";

describe("stepChoices", () => {
  it("offers every type exactly once, triggers only beside triggers", () => {
    const flow = stepChoices("flow").flatMap((group) => group.choices);
    const triggers = stepChoices("trigger").flatMap((group) => group.choices);
    expect([...flow, ...triggers].map((choice) => choice.type).sort()).toEqual([...nodeTypes].sort());
    expect(triggers.every((choice) => choice.type.startsWith("trigger."))).toBe(true);
    expect(flow.some((choice) => choice.type.startsWith("trigger."))).toBe(false);
  });
});

describe("findChoices", () => {
  const first = (text: string) => findChoices(stepChoices("flow"), text)[0]?.type;

  it("finds by label before keyword before description", () => {
    expect(first("wait")).toBe("wait");
    expect(first("email")).toBe("email");
  });

  it("finds by words that are not in the label", () => {
    expect(first("a/b")).toBe("split");
    expect(first("delay")).toMatch(/^wait/);
    expect(first("discount")).toBe("email");
    expect(first("sms")).toBe("webhook");
  });

  it("finds by several words, in any order", () => {
    expect(first("update profile")).toBe("update_attributes");
    expect(first("hours business")).toBe("wait_business_hours");
  });

  it("finds nothing for nonsense and everything for nothing", () => {
    expect(findChoices(stepChoices("flow"), "zzzz")).toEqual([]);
    expect(findChoices(stepChoices("flow"), " ").length).toBeGreaterThan(10);
  });
});
