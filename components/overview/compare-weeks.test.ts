import { describe, expect, it } from "vitest";
import { compareShares, compareWeeks } from "./compare-weeks";

describe("compareWeeks", () => {
  it("puts the last seven days beside the seven before", () => {
    const days = [...Array(16).fill(9), ...Array(7).fill(1), ...Array(7).fill(2)];
    expect(compareWeeks(days)).toMatchObject({ now: 14, before: 7 });
    expect(compareWeeks(days).trend).toHaveLength(14);
  });
  it("stands fewer days than a week", () => {
    expect(compareWeeks([3])).toEqual({ now: 3, before: 0, trend: [3] });
    expect(compareWeeks([])).toEqual({ now: 0, before: 0, trend: [] });
  });
});

describe("compareShares", () => {
  it("divides sums, not averages of days, and never by nothing", () => {
    const opened = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 50];
    const sent = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 99];
    expect(compareShares(opened, sent).now).toBeCloseTo(51);
    expect(compareShares(opened, sent).before).toBe(0);
  });
});
