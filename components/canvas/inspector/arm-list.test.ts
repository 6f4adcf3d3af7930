import { describe, expect, it } from "vitest";
import { armsOf, freeArmKey, moved, refuseArmKey, sharesOf } from "./arm-list";

describe("arm names", () => {
  it("refuses a name that another exit has, an empty one, and one with a meaning of its own", () => {
    expect(refuseArmKey(["A", "B"], 1, "A")).toMatch(/Another/);
    expect(refuseArmKey(["A", "B"], 1, "")).toMatch(/needed/);
    expect(refuseArmKey(["A", "B"], 1, "else")).toMatch(/meaning/);
    expect(refuseArmKey(["A", "B"], 1, "x".repeat(65))).toMatch(/At most/);
  });

  it("lets an arm keep its own name", () => {
    expect(refuseArmKey(["A", "B"], 1, "B")).toBeUndefined();
  });

  it("finds a free name", () => {
    expect(freeArmKey(["a", "c"])).toBe("b");
    expect(freeArmKey(["event_1"], "event_")).toBe("event_2");
  });
});

describe("lists of arms", () => {
  it("moves one and keeps the others in order", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 0, 5)).toEqual(["a", "b"]);
  });

  it("reads nothing that is no arm", () => {
    expect(armsOf([{ key: "a" }, null, "x"])).toEqual([{ key: "a" }]);
    expect(armsOf(undefined)).toEqual([]);
  });
});

describe("shares", () => {
  it("always add up to 100", () => {
    expect(sharesOf([1, 1, 1])).toEqual([34, 33, 33]);
    expect(sharesOf([50, 50])).toEqual([50, 50]);
    expect(sharesOf([2, 1]).reduce((a, b) => a + b)).toBe(100);
  });

  it("are zero when nothing has weight", () => {
    expect(sharesOf([0, 0])).toEqual([0, 0]);
  });
});
