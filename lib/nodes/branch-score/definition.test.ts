import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { branchScore } from "./definition";

const config = {
  score: "lead_score",
  thresholds: [
    { key: "warm", min: 30 },
    { key: "hot", min: 60 },
  ],
};
const port = (lead_score: Json) => {
  const outcome = stepNode(branchScore, config, { facts: { subscriber: { attributes: { lead_score } } } });
  return outcome.kind === "leave" ? outcome.port : outcome.kind;
};

describe("score branch", () => {
  test("the highest threshold that is reached decides, in whatever order they were written", () => {
    expect([port(100), port(60), port(59.9), port(30), port(29)]).toEqual(["hot", "hot", "warm", "warm", "else"]);
  });

  test("a score that is no number is everyone else's", () => {
    expect([port("100"), port(null), port([70])]).toEqual(["else", "else", "else"]);
  });

  test("describes itself highest first", () => {
    expect(describeConfig(branchScore, config)).toMatchObject({
      ports: ["hot", "warm", "else"],
      summary: "By lead score: hot from 60, warm from 30",
      problems: [],
    });
    expect(describeConfig(branchScore, { score: "", thresholds: [] }).problems).toEqual([
      "error score",
      "error thresholds",
    ]);
  });
});
