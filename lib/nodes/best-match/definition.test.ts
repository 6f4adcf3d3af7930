import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { bestMatch } from "./definition";

const config: JsonObject = {
  arms: [
    { key: "sport", criteria: [{ condition: { tag: "runner" }, points: 10 }] },
    {
      key: "books",
      label: "Readers",
      criteria: [
        { condition: { tag: "reader" }, points: 6 },
        { condition: { path: "age", op: "greater_than", value: 30 }, points: 4 },
      ],
    },
  ],
};
const taken = (tags: string[], attributes = {}, more = {}) => {
  const outcome = stepNode(bestMatch, { ...config, ...more }, { facts: { subscriber: { tags, attributes } } });
  return outcome.kind === "leave" ? outcome.port : outcome.kind;
};

describe("best match", () => {
  test("the highest score wins", () => {
    expect(taken(["reader"])).toBe("books");
    expect(taken(["reader", "runner"])).toBe("sport");
  });

  test("of equal scores the upper arm wins", () => {
    expect(taken(["reader", "runner"], { age: 40 })).toBe("sport");
  });

  test("nobody is given an arm for nothing, nor below the score that is needed", () => {
    expect(taken([])).toBe("else");
    expect(taken(["reader"], {}, { min: 7 })).toBe("else");
    expect(taken([], {}, { min: 0 })).toBe("sport");
  });

  test("the log says every score, and the arm is remembered", () => {
    expect(stepNode(bestMatch, config, { facts: { subscriber: { tags: ["reader"] } } })).toMatchObject({
      seen: expect.arrayContaining([
        { path: "score.sport", value: 0 },
        { path: "score.books", value: 6 },
      ]),
      effects: [{ kind: "take_arm", arm: "books" }],
    });
  });

  test("asks for the facts of all arms at once", () => {
    const arms = ["a", "b"].map((key) => ({ key, criteria: [{ condition: { segment_id: key }, points: 1 }] }));
    expect(stepNode(bestMatch, { arms })).toEqual({
      kind: "needs",
      facts: [
        { kind: "segment", segment_id: "a" },
        { kind: "segment", segment_id: "b" },
      ],
    });
  });

  test("describes itself and what is unfinished", () => {
    expect(describeConfig(bestMatch, config)).toMatchObject({
      ports: ["sport", "books", "else"],
      summary: "Best match of sport, Readers",
      problems: [],
    });
    const arms = [{ key: "else", criteria: [] }];
    expect(describeConfig(bestMatch, { arms }).problems).toEqual(["error arms.0.criteria", "error arms"]);
    expect(describeConfig(bestMatch, bestMatch.defaults).problems).toHaveLength(2);
  });
});
