import { describe, expect, it } from "vitest";
import { formatChange, formatCount, formatShare, formatShort } from "./format-number";

describe("figures as text", () => {
  it("groups thousands", () => {
    expect(formatCount(1204)).toBe("1,204");
  });
  it("shortens only where a number is long", () => {
    expect(formatShort(999)).toBe("999");
    expect(formatShort(1250)).toBe("1.3K");
  });
  it("never divides by nothing", () => {
    expect(formatShare(0, 0)).toBe("–");
    expect(formatShare(1, 3)).toBe("33.3 %");
    expect(formatShare(3, 3)).toBe("100 %");
  });
  it("says how a figure moved", () => {
    expect(formatChange(112, 100)).toBe("+12 %");
    expect(formatChange(96, 100)).toBe("−4.0 %");
    expect(formatChange(5, 5)).toBe("no change");
    expect(formatChange(5, 0)).toBe("new");
  });
});
