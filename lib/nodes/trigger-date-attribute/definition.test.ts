import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerDateAttribute } from "./definition";

const about = (config: Parameters<typeof describeConfig>[1]) => describeConfig(triggerDateAttribute, config);

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerDateAttribute, { attribute: "birthday" })).toEqual({ kind: "leave", port: "next" });
});

test("says which day it is", () => {
  expect(about({ attribute: "birthday", yearly: true }).summary).toBe("On birthday, every year, at 09:00");
  expect(about({ attribute: "renews_at", direction: "before", offset: "P14D", time: "08:30" }).summary).toBe(
    "14 days before renews at, at 08:30",
  );
});

test("a date needs an attribute, and a distance needs whole days", () => {
  expect(about({ attribute: "" }).problems).toEqual(["error attribute"]);
  expect(about({ attribute: "d", direction: "after" }).problems).toEqual(["error offset"]);
  expect(about({ attribute: "d", direction: "after", offset: "PT5H" }).problems).toEqual(["error offset"]);
  expect(about({ attribute: "d", direction: "after", offset: "P1W" }).problems).toEqual([]);
});
