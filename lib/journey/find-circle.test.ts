import fc from "fast-check";
import { expect, test } from "vitest";
import { describeCircle, findCircle, rulesLookedAt, STAGE } from "./find-circle";

const names: Record<string, string> = { a: "Pro", b: "Big", c: "New" };
const nameOf = (id: string) => names[id] ?? id;

test("what a condition looks at is found however deep, in filters of events too", () => {
  const stage = { path: "lifecycle_stage", op: "equals", value: "lead" } as const;
  expect(rulesLookedAt({ any: [{ segment_id: "a" }, { none: [{ segment_id: "b" }, { segment_id: "a" }] }] })).toEqual([
    "a",
    "b",
  ]);
  expect(rulesLookedAt({ event: "x", where: stage })).toEqual([STAGE]);
  expect(rulesLookedAt({ path: "stage.lifecycle_stage", op: "exists" })).toEqual([]);
});

test("the circle is named from one back to itself, through segments and the stage", () => {
  const looks = new Map([
    ["a", ["b", "c"]],
    ["b", [STAGE]],
    [STAGE, ["a"]],
    ["c", ["c"]],
  ]);
  expect(findCircle("a", looks)).toEqual(["a", "b", STAGE, "a"]);
  expect(findCircle("c", looks)).toEqual(["c", "c"]);
  expect(describeCircle(["a", "b", STAGE, "a"], nameOf)).toBe(
    "“Pro” would look at “Big”, which looks at the stage (lifecycle_stage), which looks at “Pro”: a circle, so nobody could be said to be in it.",
  );
  expect(describeCircle([STAGE, "a", STAGE], nameOf)).toBe(
    "The stage (lifecycle_stage) would look at “Pro”, which looks at the stage (lifecycle_stage): a circle, so nobody could be said to be in it.",
  );
  expect(describeCircle(["c", "c"], nameOf)).toBe("“New” would look at itself, so nobody could be said to be in it.");
});

test("one is found exactly where one can be walked", () => {
  const nodes = ["a", "b", "c", "d", "e"];
  const edges = fc.uniqueArray(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), { maxLength: 10 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const looks = new Map(nodes.map((from) => [from, pairs.filter(([one]) => one === from).map(([, to]) => to)]));
      for (const start of nodes) {
        const reached = new Set(looks.get(start));
        for (let n = 0; n < nodes.length; n += 1)
          for (const one of [...reached]) for (const to of looks.get(one) ?? []) reached.add(to);
        const circle = findCircle(start, looks);
        expect(circle !== undefined).toBe(reached.has(start));
        if (!circle) continue;
        expect([circle[0], circle.at(-1)]).toEqual([start, start]);
        for (const [i, to] of circle.slice(1).entries()) expect(looks.get(circle[i] ?? "")).toContain(to);
      }
    }),
  );
});
