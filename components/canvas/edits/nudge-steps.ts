import type { CanvasStore } from "../store/canvas-store";
import { placeSteps } from "./move-step";

/** From dot to dot of the canvas. */
export const NUDGE_PX = 22;

const by = {
  up: { x: 0, y: -NUDGE_PX },
  down: { x: 0, y: NUDGE_PX },
  left: { x: -NUDGE_PX, y: 0 },
  right: { x: NUDGE_PX, y: 0 },
} as const;

/** What dragging a card does, by keys: one dot further. Presses shortly after one another undo as one. */
export function nudgeSteps(store: CanvasStore, ids: readonly string[], direction: keyof typeof by): void {
  placeSteps(store, ids, by[direction], { mergeKey: `by hand ${ids.join(" ")}` });
}
