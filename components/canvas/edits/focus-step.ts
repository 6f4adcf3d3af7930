import { stepElementId } from "../flow/step-element-id";
import { onceDrawn } from "../keyboard/once-drawn";
import type { CanvasStore } from "../store/canvas-store";

/** Makes a step the focused one and puts the keyboard focus on its card once it is drawn. */
export function focusStep(store: CanvasStore, id: string): void {
  store.getState().focus(id);
  onceDrawn(() => document.getElementById(stepElementId(id))?.focus({ preventScroll: true }));
}
