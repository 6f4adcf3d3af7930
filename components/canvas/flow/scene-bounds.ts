import { CHIP_WIDTH, NODE_HEIGHT, NODE_WIDTH, NOTE_WIDTH, type Point } from "@/lib/engine/layout-graph";
import type { StepView } from "../view/step-views";
import type { Scene } from "./scene";

export type Box = Point & { width: number; height: number };

/** Width and height of an open end, said before it is drawn, so that nothing must be measured before the first paint. */
export const END_SIZE = { width: CHIP_WIDTH, height: 28 };
export const START_SIZE = { width: 128, height: 32 };
const START_GAP_PX = 28;

/** Where another way to start can be added: to the left of the first trigger; without any (`first`), to the left of what stands there. */
export function startPlace(
  scene: Scene,
  views: ReadonlyMap<string, StepView>,
  editable: boolean,
): (Point & { first: boolean }) | undefined {
  const triggers = scene.steps.filter((step) => views.get(step.id)?.category === "trigger");
  const beside = triggers.length > 0 ? triggers : scene.steps;
  if (!editable || beside.length === 0) return undefined;
  return {
    x: Math.min(...beside.map((step) => step.x)) - START_GAP_PX - START_SIZE.width,
    y: Math.min(...beside.map((step) => step.y)) + (NODE_HEIGHT - START_SIZE.height) / 2,
    first: triggers.length === 0,
  };
}

/** The box around all that is drawn of a scene that has steps. */
export function sceneBounds(scene: Scene, views: ReadonlyMap<string, StepView>, editable: boolean): Box {
  const start = startPlace(scene, views, editable);
  const boxes: Box[] = [
    ...scene.steps.map(({ x, y }) => ({ x, y, width: NODE_WIDTH, height: NODE_HEIGHT })),
    ...scene.ends.map(({ x, y }) => ({ x: x - END_SIZE.width / 2, y: y - END_SIZE.height / 2, ...END_SIZE })),
    ...scene.notes.map(({ x, y }) => ({ x, y, width: NOTE_WIDTH, height: NODE_HEIGHT })),
    ...(start ? [{ ...start, ...START_SIZE }] : []),
  ];
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
