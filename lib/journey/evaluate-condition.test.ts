import { describe, expect, test } from "vitest";
import { makeFacts } from "@/lib/testing/drive-journey";
import { type Condition, conditionSchema, type Operator } from "./condition";
import { evaluateCondition } from "./evaluate-condition";
import { factKey } from "./facts";
import type { Json } from "./json";

const now = Date.parse("2026-03-02T10:00:00Z");
const facts = makeFacts({
  subscriber: {
    attributes: {
      n: 5,
      text: "Hello World",
      numberAsText: "5",
      yes: true,
      nothing: null,
      list: ["a", 1, { k: "v" }],
      address: { city: "Oslo" },
      yesterday: "2026-03-01T10:00:00Z",
      epoch: 1_772_359_200,
      epochMs: 1_772_359_200_000,
      noDate: "2026-02-30",
    },
    tags: ["vip"],
  },
  trigger: { node: "start", properties: { amount: 10, items: [{ sku: "x" }, { sku: "y" }] }, at: now },
  run: { arms: { split1: "b" }, visits: { mail: 2 }, values: { hook: { score: 7 } } },
});

function holds(condition: Condition, about = facts): boolean {
  const evaluation = evaluateCondition(condition, about, now);
  if (evaluation.kind === "needs") throw new Error("needs facts");
  return evaluation.result;
}
const check = (path: string, op: Operator, value?: Json) => holds({ path, op, ...(value !== undefined && { value }) });

describe("operators", () => {
  const table: [string, Operator, Json | undefined, boolean][] = [
    ["n", "equals", 5, true],
    ["n", "equals", "5", false],
    ["numberAsText", "equals", 5, false],
    ["n", "not_equals", "5", true],
    ["text", "equals", "hello world", false],
    ["address", "equals", { city: "Oslo" }, true],
    ["n", "greater_than", 4, true],
    ["n", "greater_or_equal", 5, true],
    ["n", "less_than", 5, false],
    ["n", "less_or_equal", 5, true],
    ["numberAsText", "greater_than", 4, false],
    ["n", "greater_than", "4", false],
    ["yes", "greater_than", 0, false],
    ["text", "contains", "World", true],
    ["text", "contains", "world", false],
    ["text", "not_contains", "Moon", true],
    ["list", "contains", "a", true],
    ["list", "contains", "1", false],
    ["list", "contains", { k: "v" }, true],
    ["n", "contains", "5", false],
    ["text", "starts_with", "Hello", true],
    ["text", "ends_with", "World", true],
    ["text", "starts_with", "%", false],
    ["n", "in_list", [4, 5], true],
    ["n", "in_list", ["5"], false],
    ["n", "in_list", 5, false],
    ["n", "not_in_list", [4], true],
    ["n", "exists", undefined, true],
    ["nothing", "exists", undefined, false],
    ["missing", "exists", undefined, false],
    ["missing", "not_exists", undefined, true],
    ["n", "between", [5, 10], true],
    ["n", "between", [6, 10], false],
    ["n", "between", [1], false],
    ["yesterday", "between", ["2026-03-01", "2026-03-02"], true],
    ["yesterday", "within_last", "P1D", true],
    ["yesterday", "within_last", "PT23H", false],
    ["yesterday", "older_than", "PT23H", true],
    ["epoch", "within_last", "P1D", true],
    ["epochMs", "within_last", "P1D", true],
    ["yesterday", "before", "2026-03-02", true],
    ["yesterday", "after", "2026-03-01T09:00:00+02:00", true],
    ["noDate", "before", "2027-01-01", false],
    ["text", "within_last", "P1D", false],
  ];
  test.each(table)("%s %s %j is %s", (path, op, value, expected) => {
    expect(check(path, op, value)).toBe(expected);
  });

  test("a missing value is false for all but the negative ones", () => {
    const negative: Operator[] = ["not_exists", "not_equals", "not_contains", "not_in_list"];
    const values: Partial<Record<Operator, Json>> = {
      in_list: [1],
      not_in_list: [1],
      between: [0, 1],
      within_last: "P1D",
      older_than: "P1D",
      before: "2026-01-01",
      after: "2026-01-01",
    };
    const all: Operator[] = [
      "equals",
      "greater_than",
      "less_than",
      "greater_or_equal",
      "less_or_equal",
      "contains",
      "starts_with",
      "ends_with",
      "in_list",
      "exists",
      "within_last",
      "older_than",
      "before",
      "after",
      "between",
      ...negative,
    ];
    for (const op of all) expect([op, check("missing", op, values[op] ?? "x")]).toEqual([op, negative.includes(op)]);
  });
});

describe("paths", () => {
  test("reach fields, attributes, the event, the run and the journey", () => {
    expect(check("first_name", "equals", "Ada")).toBe(true);
    expect(check("address.city", "equals", "Oslo")).toBe(true);
    expect(check("event.amount", "equals", 10)).toBe(true);
    expect(check("event.items.0.sku", "equals", "x")).toBe(true);
    expect(check("event.items.-1.sku", "equals", "y")).toBe(true);
    expect(check("run.hook.score", "equals", 7)).toBe(true);
    expect(check("journey.arms.split1", "equals", "b")).toBe(true);
    expect(check("journey.name", "equals", "Test")).toBe(true);
  });

  test("never reach what an object inherits", () => {
    for (const path of ["constructor.name", "toString", "address.hasOwnProperty", "list.length", "text.length"])
      expect([path, check(path, "exists")]).toEqual([path, false]);
    expect(conditionSchema.safeParse({ path: "a.__proto__.b", op: "exists" }).success).toBe(false);
  });

  test("event.* means the last awaited event once there is one", () => {
    const later = {
      ...facts,
      run: { event: { id: "e", event: "x", properties: { amount: 99 }, at: now, occurred_at: now } },
    };
    expect(holds({ path: "event.amount", op: "equals", value: 99 }, later)).toBe(true);
    expect(holds({ path: "event.items", op: "exists" }, later)).toBe(false);
  });
});

describe("groups", () => {
  const yes: Condition = { tag: "vip" };
  const no: Condition = { tag: "other" };
  test("all, any and none nest; empty ones are true, false and true", () => {
    expect(holds({ all: [yes, { any: [no, yes] }, { none: [no] }] })).toBe(true);
    expect(holds({ all: [] })).toBe(true);
    expect(holds({ any: [] })).toBe(false);
    expect(holds({ none: [] })).toBe(true);
    expect(holds({ none: [no, yes] })).toBe(false);
  });

  test("nothing is fetched when the rest already decides", () => {
    const unknown: Condition = { segment_id: "s" };
    expect(holds({ all: [unknown, no] })).toBe(false);
    expect(holds({ any: [unknown, yes] })).toBe(true);
    expect(evaluateCondition({ all: [unknown, yes, { event: "e" }] }, facts, now)).toEqual({
      kind: "needs",
      facts: [
        { kind: "segment", segment_id: "s" },
        { kind: "event_count", event: "e" },
      ],
    });
  });
});

describe("history", () => {
  test("since they entered is asked for as such, and not beside a window", () => {
    expect(evaluateCondition({ event: "buy", since: "entry" }, facts, now)).toEqual({
      kind: "needs",
      facts: [{ kind: "event_count", event: "buy", since: "entry" }],
    });
    expect(conditionSchema.safeParse({ event: "buy", since: "entry", within: "P1D" }).success).toBe(false);
  });

  test("counts are compared, at least once when no count is given", () => {
    const request = { kind: "event_count" as const, event: "buy", within: "P7D" };
    const twice = { ...facts, fetched: new Map([[factKey(request), 2]]) };
    expect(holds({ event: "buy", within: "P7D" }, twice)).toBe(true);
    expect(holds({ event: "buy", within: "P7D", count: { op: "greater_than", value: 2 } }, twice)).toBe(false);
    expect(holds({ event: "buy", within: "P7D", count: { op: "equals", value: 2 } }, twice)).toBe(true);
  });

  test("visits come from the run", () => {
    expect(holds({ visits: "mail", op: "equals", value: 2 })).toBe(true);
    expect(holds({ visits: "other", op: "equals", value: 0 })).toBe(true);
  });
});

test("a decision tells what it saw, large values cut", () => {
  const big = makeFacts({ subscriber: { attributes: { text: "x".repeat(5_000) } } });
  const evaluation = evaluateCondition({ path: "text", op: "contains", value: "x" }, big, now);
  expect(evaluation).toMatchObject({ result: true, seen: [{ path: "text", op: "contains", expected: "x" }] });
  expect(JSON.stringify(evaluation).length).toBeLessThan(500);
  const emoji = makeFacts({ subscriber: { attributes: { text: `a${"🎉".repeat(200)}` } } });
  const cut = evaluateCondition({ path: "text", op: "exists" }, emoji, now);
  expect(cut.kind === "decided" && String(cut.seen[0]?.value).isWellFormed()).toBe(true);
});

describe("what a run, the clock and consent know", () => {
  test("the arm of a split that this run took, and no other", () => {
    const facts = makeFacts({ run: { arms: { test: "b" } } });
    const took = (is: string, arm = "test") => evaluateCondition({ arm, is }, facts, now);
    expect(took("b")).toMatchObject({ result: true });
    expect(took("a")).toMatchObject({ result: false });
    expect(took("b", "other")).toMatchObject({ result: false });
  });

  test("hour, weekday and date on the person's own clock, else the journey's", () => {
    // Monday 2 March 2026, 10:00 UTC
    const inApia = makeFacts({ subscriber: { timezone: "Pacific/Apia" }, default_timezone: "Asia/Tokyo" });
    const inTokyo = makeFacts({ subscriber: { timezone: "Nowhere/Town" }, default_timezone: "Asia/Tokyo" });
    const is = (facts: ReturnType<typeof makeFacts>, time: "hour" | "weekday" | "date", value: string | number) =>
      evaluateCondition({ time, op: "equals", value }, facts, now);
    expect(is(inApia, "hour", 23)).toMatchObject({ result: true });
    expect(is(inApia, "weekday", "mon")).toMatchObject({ result: true });
    expect(is(inTokyo, "hour", 19)).toMatchObject({ result: true });
    expect(is(inTokyo, "date", "2026-03-02")).toMatchObject({ result: true });
  });

  test("a measure that has nothing to tell is missing: only the not_… operators hold", () => {
    const request = { event: "e", avg: { property: "x", op: "less_than" as const, value: 5 } };
    const fetched = new Map([[factKey({ kind: "event_value", measure: "avg", property: "x", event: "e" }), null]]);
    const facts = makeFacts({ fetched });
    expect(evaluateCondition(request, facts, now)).toMatchObject({ result: false });
    const other = { event: "e", avg: { property: "x", op: "not_equals" as const, value: 5 } };
    expect(evaluateCondition(other, facts, now)).toMatchObject({ result: true });
  });

  test("at most one question about an event", () => {
    const test = { property: "x", op: "exists" };
    expect(conditionSchema.safeParse({ event: "e", sum: test }).success).toBe(true);
    expect(conditionSchema.safeParse({ event: "e", sum: test, last: test }).success).toBe(false);
    expect(conditionSchema.safeParse({ event: "e", sum: test, count: { op: "equals", value: 1 } }).success).toBe(false);
  });
});
