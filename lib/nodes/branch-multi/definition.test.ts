import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { branchMulti } from "./definition";

const arms: JsonObject[] = [
  { key: "pro", label: "Pro plan", condition: { path: "plan", op: "equals", value: "pro" } },
  { key: "paying", condition: { path: "plan", op: "not_equals", value: "free" } },
];
const config = { arms };
const on = (plan: string) => ({ facts: { subscriber: { attributes: { plan } } } });

describe("multi-way branch", () => {
  test("the first arm that matches is taken, everyone else leaves by else", () => {
    expect(stepNode(branchMulti, config, on("pro"))).toMatchObject({ port: "pro" });
    expect(stepNode(branchMulti, config, on("team"))).toMatchObject({ port: "paying" });
    expect(stepNode(branchMulti, config, on("free"))).toMatchObject({ port: "else" });
  });

  test("an earlier arm that lacks facts is asked before a later one is taken", () => {
    const asking = { arms: [{ key: "a", condition: { segment_id: "s" } }, ...arms] };
    expect(stepNode(branchMulti, asking, on("pro"))).toMatchObject({ kind: "needs" });
  });

  test("describes itself and finds clashing names", () => {
    expect(describeConfig(branchMulti, config)).toMatchObject({
      ports: ["pro", "paying", "else"],
      summary: "First match of Pro plan, paying",
      problems: [],
    });
    expect(describeConfig(branchMulti, { arms: [] }).problems).toEqual(["error arms"]);
    const twice = { arms: [...arms, { key: "pro", condition: { tag: "x" } }] };
    expect(describeConfig(branchMulti, twice)).toMatchObject({
      ports: ["pro", "paying", "else"],
      problems: ["error arms"],
    });
    expect(describeConfig(branchMulti, { arms: [{ key: "else", condition: { tag: "x" } }] }).problems).toEqual([
      "error arms",
    ]);
  });
});
