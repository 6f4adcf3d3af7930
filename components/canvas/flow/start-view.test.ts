import { describe, expect, it } from "vitest";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { startView } from "./start-view";

const room = { width: 1_000, height: 700 };
const startOf = (width: number, height: number, first = { x: width / 2 - NODE_WIDTH / 2, y: 0 }) => ({
  first,
  bounds: { x: 0, y: 0, width, height },
});

describe("startView", () => {
  it("shows a short journey at its size, in the middle and near the top", () => {
    const { x, y, zoom } = startView(startOf(400, 240), room);
    expect({ zoom, middle: 200 * zoom + x, top: y }).toEqual({ zoom: 1, middle: 500, top: 96 });
  });

  it("shows all of a journey that can be read when it is made smaller, clear of the toolbar", () => {
    const { y, zoom } = startView(startOf(400, 650), room);
    expect(zoom).toBeCloseTo(588 / 650);
    expect(y).toBeCloseTo(40);
    expect(y + 650 * zoom).toBeCloseTo(700 - 72);
  });

  it.each([1_000, 5_000, 150_000])("begins at the first card, readable, of a journey %i px long", (height) => {
    const { x, y, zoom } = startView(startOf(400, height), room);
    expect({ zoom, middle: 200 * zoom + x }).toEqual({ zoom: 0.8, middle: 500 });
    expect(y).toBeGreaterThanOrEqual(40);
    expect(y + NODE_HEIGHT * zoom).toBeLessThan(200);
  });

  it("begins at the first card of a journey that is wider than the room", () => {
    const { x, zoom } = startView(startOf(9_000, 500, { x: 100, y: 0 }), room);
    const left = 100 * zoom + x;
    expect(left).toBeGreaterThan(0);
    expect(left + NODE_WIDTH * zoom).toBeLessThan(room.width);
  });
});
