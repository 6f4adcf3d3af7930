import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerEvent } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerEvent, { event: "signup" })).toEqual({ kind: "leave", port: "next" });
  expect(stepNode(triggerEvent, { event: "signup" }, { timer: true })).toEqual({ kind: "leave", port: "next" });
});

test("says what starts the journey", () => {
  const where = { path: "event.total", op: "greater_than", value: 20 };
  expect(describeConfig(triggerEvent, { event: "cart_abandoned", where }).summary).toBe(
    "When “cart_abandoned” happens and event total is more than 20",
  );
});

test("an unfinished one is drawn and told as a problem", () => {
  expect(describeConfig(triggerEvent, { event: "" })).toMatchObject({
    ports: ["next"],
    summary: "Choose an event",
    problems: ["error event"],
  });
});

test("the segments of its rules are references", () => {
  expect(describeConfig(triggerEvent, { event: "e", where: { segment_id: "s1" } }).references).toMatchObject({
    segments: ["s1"],
  });
});

test("its rules cannot count since an entry that has not been", () => {
  const where = { event: "purchase", since: "entry" };
  expect(describeConfig(triggerEvent, { event: "e", where }).problems).toEqual(["error where"]);
});
