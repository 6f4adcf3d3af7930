import { describe, expect, it } from "vitest";
import { placeTooltip } from "./tooltip-place";

const window = { width: 400, height: 300 };
const bubble = { width: 100, height: 20 };

describe("placeTooltip", () => {
  it("centres the bubble above its anchor", () => {
    expect(placeTooltip({ left: 150, top: 100, width: 40, height: 40 }, bubble, "top", window)).toEqual({
      left: 120,
      top: 74,
    });
  });
  it("goes to the other side where there is no room", () => {
    expect(placeTooltip({ left: 150, top: 4, width: 40, height: 40 }, bubble, "top", window).top).toBe(50);
    expect(placeTooltip({ left: 350, top: 100, width: 40, height: 40 }, bubble, "right", window).left).toBe(244);
  });
  it("stays inside the window", () => {
    expect(placeTooltip({ left: 0, top: 100, width: 20, height: 20 }, bubble, "top", window).left).toBe(8);
    expect(placeTooltip({ left: 390, top: 100, width: 10, height: 20 }, bubble, "bottom", window).left).toBe(292);
  });
});
