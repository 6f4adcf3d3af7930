import fc from "fast-check";
import { expect, test } from "vitest";
import { answerFields } from "./answer-fields";
import type { Json } from "./json";

test("fields of an answer are told by dotted path and kind; the copy under body is told once", () => {
  const body = { score: 42, plan: { name: "gold", since: null }, tags: ["a"], vip: true, "odd key": 1 };
  expect(answerFields({ status: 200, body, ...body })).toEqual([
    { path: "status", kind: "number" },
    { path: "score", kind: "number" },
    { path: "plan", kind: "object" },
    { path: "plan.name", kind: "text" },
    { path: "tags", kind: "list" },
    { path: "vip", kind: "boolean" },
  ]);
  expect(answerFields({ status: 200, body: "ok" })).toEqual([
    { path: "status", kind: "number" },
    { path: "body", kind: "text" },
  ]);
});

test("whatever an answer holds, there are at most a hundred fields, four deep, and none holds a value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const found = answerFields(value as Json);
      expect(found.length).toBeLessThanOrEqual(100);
      for (const { path } of found) expect(path.split(".").length).toBeLessThanOrEqual(4);
    }),
  );
});
