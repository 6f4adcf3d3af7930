import type { CanvasState } from "../store/canvas-store";
import { readingOrder } from "../view/step-views";

/** What an action is about: the selected steps in reading order, else the focused one. */
export function chosenSteps(state: CanvasState): string[] {
  const { selected, focused, history } = state;
  if (selected.size === 0) return focused === undefined ? [] : [focused];
  return readingOrder(history.present.graph).flatMap(({ id }) => (selected.has(id) ? [id] : []));
}
