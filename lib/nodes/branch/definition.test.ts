import { describe, expect, test } from "vitest";
import { factKey } from "@/lib/journey/facts";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { branch } from "./definition";

describe("branch", () => {
  test("leaves by yes or no, with what it saw", () => {
    const condition = { path: "event.total", op: "greater_than", value: 100 };
    const facts = (total: number | string) => ({ trigger: { node: "t", properties: { total }, at: 0 } });
    expect(stepNode(branch, { condition }, { facts: facts(101) })).toMatchObject({
      port: "yes",
      seen: [{ path: "event.total", value: 101 }],
    });
    expect(stepNode(branch, { condition }, { facts: facts(100) })).toMatchObject({ port: "no" });
    expect(stepNode(branch, { condition }, { facts: facts("101") })).toMatchObject({ port: "no" });
    expect(stepNode(branch, { condition })).toMatchObject({ port: "no" });
  });

  test("asks whether a mail was opened, and believes the answer", () => {
    const config = { condition: { message: "opened", node_id: "welcome" } };
    const request = { kind: "message" as const, message: "opened" as const, node_id: "welcome" };
    expect(stepNode(branch, config)).toEqual({ kind: "needs", facts: [request] });
    expect(stepNode(branch, config, { facts: { fetched: new Map([[factKey(request), true]]) } })).toMatchObject({
      port: "yes",
    });
  });

  test("says its question", () => {
    expect(describeConfig(branch, { condition: { message: "opened", node_id: "welcome" } })).toMatchObject({
      ports: ["yes", "no"],
      summary: "Opened “welcome”?",
      references: { nodes: ["welcome"] },
    });
    expect(describeConfig(branch, { condition: { all: [] } })).toMatchObject({
      summary: "Choose a condition",
      problems: ["error condition"],
    });
  });
});
