import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerManual } from "./definition";

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerManual, {})).toEqual({ kind: "leave", port: "next" });
});

test("needs no settings", () => {
  expect(describeConfig(triggerManual, {})).toMatchObject({ ports: ["next"], problems: [] });
});
