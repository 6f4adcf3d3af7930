import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { exit } from "./definition";

test("ends the run as exited, with its reason", () => {
  expect(stepNode(exit, { reason: "not interested" })).toEqual({
    kind: "end",
    state: "exited",
    reason: "not interested",
  });
  expect(stepNode(exit, {})).toEqual({ kind: "end", state: "exited", reason: "exit" });
});

test("has no exits of its own", () => {
  expect(describeConfig(exit, {})).toMatchObject({ ports: [], summary: "Exit the journey", problems: [] });
  expect(describeConfig(exit, { reason: "bounced" }).summary).toBe("Exit: bounced");
});
