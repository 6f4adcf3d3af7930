import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerInactivity } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerInactivity, { for: "P30D" })).toEqual({ kind: "leave", port: "next" });
});

test("says who has gone quiet", () => {
  expect(describeConfig(triggerInactivity, { for: "P30D" }).summary).toBe("When somebody has done nothing for 30 days");
  expect(describeConfig(triggerInactivity, { event: "logged_in", for: "P2W" }).summary).toBe(
    "When somebody has not done “logged_in” for 2 weeks",
  );
});

test("a period without a fixed length, or none, is refused", () => {
  expect(describeConfig(triggerInactivity, { for: "P1M" }).problems).toEqual(["error for"]);
  expect(describeConfig(triggerInactivity, { for: "PT0S" }).problems).toEqual(["error for"]);
  expect(describeConfig(triggerInactivity, { for: "P30D" }).problems).toEqual([]);
});
