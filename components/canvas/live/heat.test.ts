import { describe, expect, it } from "vitest";
import { edgeHeat, lostPercent } from "./heat";

const counts = (part: object) => ({
  waiting: 0,
  entered: 100,
  left: {},
  failed: 0,
  skipped: 0,
  skipped_by: {},
  dropped: 0,
  stuck: [],
  ...part,
});

describe("heat", () => {
  it("grows with those who pass, is seen from the first one, and never leaves its scale", () => {
    const at = (n: number) => edgeHeat(counts({ left: { next: n } }), "next", 400);
    expect([0, 1, 100, 400, 900].map(at)).toEqual([0, 1, 5, 10, 10]);
    expect(edgeHeat(undefined, "next", 400)).toBe(0);
    expect(edgeHeat(counts({ left: { next: 3 } }), "other", 400)).toBe(0);
  });
  it("lost are those who dropped out or failed, of those who entered", () => {
    expect(lostPercent(counts({ dropped: 10, failed: 5 }))).toBe(15);
    expect(lostPercent(counts({ entered: 0, dropped: 3 }))).toBe(0);
    expect(lostPercent(undefined)).toBe(0);
  });
});
