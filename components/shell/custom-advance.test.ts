import { describe, expect, it } from "vitest";
import { customAdvance } from "./custom-advance";

describe("customAdvance", () => {
  it("writes whole parts as a duration", () => {
    expect(customAdvance({ days: 3, hours: 1, minutes: 0 })).toBe("P3DT1H");
    expect(customAdvance({ days: 0, hours: 0, minutes: 45 })).toBe("PT45M");
    expect(customAdvance({ days: 2, hours: 0, minutes: 0 })).toBe("P2D");
  });
  it("is nothing when it would not move forward", () => {
    expect(customAdvance({ days: 0, hours: 0, minutes: 0 })).toBeUndefined();
    expect(customAdvance({ days: -1, hours: 5, minutes: 0 })).toBeUndefined();
    expect(customAdvance({ days: Number.NaN, hours: 1, minutes: 0 })).toBeUndefined();
  });
});
