import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerAttributeChanged } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerAttributeChanged, { attribute: "plan" })).toEqual({ kind: "leave", port: "next" });
});

test("says which change starts the journey, of any type of value", () => {
  expect(
    describeConfig(triggerAttributeChanged, { attribute: "lifecycle_stage", from: "lead", to: "customer" }).summary,
  ).toBe("When lifecycle stage changes from “lead” to “customer”");
  expect(describeConfig(triggerAttributeChanged, { attribute: "seats", to: 5 }).summary).toBe(
    "When seats changes to 5",
  );
  expect(describeConfig(triggerAttributeChanged, { attribute: "plan", from: "", to: "" }).summary).toBe(
    "When plan changes",
  );
});

test("refuses what never changes", () => {
  expect(describeConfig(triggerAttributeChanged, { attribute: "" }).problems).toEqual(["error attribute"]);
  expect(describeConfig(triggerAttributeChanged, { attribute: "external_id" }).problems).toEqual(["error attribute"]);
  expect(describeConfig(triggerAttributeChanged, { attribute: "email" }).problems).toEqual([]);
});
