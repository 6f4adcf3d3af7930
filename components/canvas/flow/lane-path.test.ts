import { expect, test } from "vitest";
import { lanePath } from "./lane-path";

const way = { sourceX: 100, targetX: 100, lane: 0, top: 0, bendY: 12, meetY: 180, bottom: 200 };

test("a way in a lane goes down beside what lies between, not through it", () => {
  const numbers = [...lanePath(way).matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const between = numbers.filter(([, y = 0]) => y > 30 && y < 160);
  expect(between.every(([x]) => x === 0)).toBe(true);
  expect(numbers[0]).toEqual([100, 0]);
  expect(numbers.at(-1)).toEqual([100, 200]);
});

test("a lane right above its target and below its source is a straight line", () => {
  expect(lanePath({ ...way, lane: 100 })).toBe("M100,0 L100,200");
});
