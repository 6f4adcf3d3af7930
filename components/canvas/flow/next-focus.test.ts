import { describe, expect, it } from "vitest";
import { nextFocus } from "./next-focus";
import type { Scene } from "./scene";

const edge = (from: string, to: string, index: number) => ({
  from,
  to,
  port: `${index}`,
  label: undefined,
  index,
  count: 2,
  joins: false,
  lane: undefined,
});
const scene: Scene = {
  steps: [
    { id: "start", x: 0, y: 0 },
    { id: "left", x: -200, y: 180 },
    { id: "right", x: 200, y: 180 },
    { id: "far", x: 600, y: 180 },
  ],
  edges: [edge("start", "right", 1), edge("start", "left", 0)],
  ends: [],
  notes: [],
};

describe("nextFocus", () => {
  it("goes down by the first exit and up the way one came", () => {
    expect(nextFocus(scene, "start", "down")).toBe("left");
    expect(nextFocus(scene, "right", "up")).toBe("start");
  });

  it("goes down where a chip leads when no way leads on", () => {
    const chip = { ...edge("left", "left", 0), x: 0, y: 0, backTo: "start" };
    expect(nextFocus({ ...scene, ends: [chip] }, "left", "down")).toBe("start");
    expect(nextFocus({ ...scene, ends: [{ ...chip, from: "start" }] }, "start", "down")).toBe("left");
  });

  it("goes sideways to the nearest step of the same height", () => {
    expect(nextFocus(scene, "left", "right")).toBe("right");
    expect(nextFocus(scene, "right", "right")).toBe("far");
    expect(nextFocus(scene, "right", "left")).toBe("left");
  });

  it("stays where there is nothing", () => {
    expect(nextFocus(scene, "left", "down")).toBeUndefined();
    expect(nextFocus(scene, "left", "left")).toBeUndefined();
    expect(nextFocus(scene, "start", "up")).toBeUndefined();
    expect(nextFocus(scene, "nobody", "left")).toBeUndefined();
  });
});
