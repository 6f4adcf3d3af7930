import { stepElementId } from "../flow/step-element-id";
import type { CanvasStore } from "../store/canvas-store";

/** Makes a step the focused one and puts the keyboard focus on its card once it is drawn. */
export function focusStep(store: CanvasStore, id: string): void {
  store.getState().focus(id);
  requestAnimationFrame(() => {
    requestAnimationFrame(() => document.getElementById(stepElementId(id))?.focus({ preventScroll: true }));
  });
}
