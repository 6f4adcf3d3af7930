import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerLifecycleChanged } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerLifecycleChanged, {})).toEqual({ kind: "leave", port: "next" });
});

test("says which move starts the journey", () => {
  const summary = (config: { from?: string; to?: string }) => describeConfig(triggerLifecycleChanged, config).summary;
  expect(summary({ from: "lead", to: "customer" })).toBe("When a lead becomes a customer");
  expect(summary({ to: "churned" })).toBe("When somebody becomes churned");
  expect(summary({ from: "customer", to: "" })).toBe("When somebody stops being a customer");
  expect(summary({})).toBe("When the lifecycle stage changes");
});

test("a move from a stage to itself is refused, and so is a stage that is none", () => {
  expect(describeConfig(triggerLifecycleChanged, { from: "lead", to: "lead" }).problems).toEqual(["error to"]);
  expect(triggerLifecycleChanged.schema.safeParse({ to: "Lead" }).success).toBe(false);
});
