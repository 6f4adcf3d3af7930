import { describe, expect, it } from "vitest";
import { countAxis, labelledPoints, nearestPoint } from "./chart-scales";
import { pointPosition } from "./point-position";

describe("chart scales", () => {
  it("ends the axis on a round number above the data", () => {
    expect(countAxis(97)).toEqual({ max: 100, ticks: [0, 20, 40, 60, 80, 100] });
    expect(countAxis(97).max).toBeGreaterThanOrEqual(97);
  });
  it("has an axis even where there is nothing", () => {
    expect(countAxis(0)).toEqual({ max: 1, ticks: [0, 1] });
  });
  it("never shows a fraction of a person", () => {
    expect(countAxis(2).ticks.every(Number.isInteger)).toBe(true);
  });
  it("finds the point under the pointer, also beyond the edges", () => {
    expect(nearestPoint(0.49, 3)).toBe(1);
    expect(nearestPoint(-1, 3)).toBe(0);
    expect(nearestPoint(2, 3)).toBe(2);
  });
  it("puts a lonely point in the middle", () => {
    expect(pointPosition(0, 1)).toBe(0.5);
    expect(pointPosition(2, 3)).toBe(1);
  });
  it("labels the last point and not too many", () => {
    expect(labelledPoints(30, 6).at(-1)).toBe(29);
    expect(labelledPoints(30, 6).length).toBeLessThanOrEqual(6);
    expect(labelledPoints(0, 6)).toEqual([]);
  });
});
