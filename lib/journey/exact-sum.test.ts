import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSum } from "./exact-sum";

test("adds decimals as they are written", () => {
  expect(exactSum([])).toBe(0);
  expect(exactSum([0.1, 0.2])).toBe(0.3);
  expect(exactSum(Array(10).fill(0.1))).toBe(1);
  expect(exactSum([1e300, 5, -1e300])).toBe(5);
  expect(exactSum([1.7e308, 1.7e308])).toBe(Number.MAX_VALUE);
});

test("the order makes no difference, and whole numbers add as whole numbers", () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }), {
    maxLength: 8,
  });
  fc.assert(fc.property(numbers, (list) => exactSum(list) === exactSum([...list].reverse())));
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 50 }),
      (list) => exactSum(list) === list.reduce((a, b) => a + b, 0),
    ),
  );
});
