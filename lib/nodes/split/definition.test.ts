import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { split } from "./definition";

const config = {
  arms: [
    { key: "a", weight: 1 },
    { key: "b", weight: 3 },
  ],
};
const armOf = (external_id: string, settings: JsonObject = config) => {
  const outcome = stepNode(split, settings, { facts: { subscriber: { external_id } } });
  return outcome.kind === "leave" ? outcome.port : outcome.kind;
};
const people = Array.from({ length: 4_000 }, (_, i) => `person-${i}`);
const share = (port: string, settings?: JsonObject) =>
  people.filter((id) => armOf(id, settings) === port).length / people.length;

describe("split", () => {
  test("the same person always gets the same arm", () => {
    for (const id of people.slice(0, 200)) expect(armOf(id)).toBe(armOf(id));
  });

  test("people spread by the weights", () => {
    expect(share("a")).toBeGreaterThan(0.22);
    expect(share("a")).toBeLessThan(0.28);
  });

  test("a holdout takes its share and moves nobody between the arms", () => {
    const held = { ...config, holdout: 20 };
    expect(share("holdout", held)).toBeGreaterThan(0.17);
    expect(share("holdout", held)).toBeLessThan(0.23);
    for (const id of people) if (armOf(id, held) !== "holdout") expect(armOf(id, held)).toBe(armOf(id));
  });

  test("an arm once taken is kept within the run, even when it is dealt otherwise", () => {
    const outcome = stepNode(
      split,
      { arms: [{ key: "b", weight: 1 }] },
      { facts: { run: { arms: { "node-1": "a" } } } },
    );
    expect(outcome).toMatchObject({ port: "a" });
  });

  test("an arm without weight is never taken", () => {
    expect(
      share("a", {
        arms: [
          { key: "a", weight: 0 },
          { key: "b", weight: 1 },
        ],
      }),
    ).toBe(0);
    expect(stepNode(split, { arms: [] })).toMatchObject({ kind: "end", state: "completed" });
  });

  test("describes itself", () => {
    expect(describeConfig(split, { ...config, holdout: 10 })).toMatchObject({
      ports: ["a", "b", "holdout"],
      summary: "Split A 25 % · B 75 %, 10 % held out",
      problems: [],
    });
    expect(describeConfig(split, { arms: [{ key: "a", weight: 0 }] }).problems).toEqual(["error arms"]);
    expect(describeConfig(split, { arms: [{ key: "holdout", weight: 1 }] }).problems).toEqual(["error arms"]);
  });
});
