import { expect, it } from "vitest";
import { sameJson } from "./same-json";

it("keys may stand in any order, at any depth", () => {
  expect(sameJson({ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, { b: { c: [1, { e: 3, d: 2 }] }, a: 1 })).toBe(true);
});

it("a key that is undefined is absent; one that is null is not", () => {
  expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(sameJson({ a: 1, b: null }, { a: 1 })).toBe(false);
});

it("lists keep their order and length, and nothing is the same as something of another kind", () => {
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson([1], [1, 2])).toBe(false);
  expect(sameJson([], {})).toBe(false);
  expect(sameJson("1", 1)).toBe(false);
  expect(sameJson({ constructor: 1 }, {})).toBe(false);
});
