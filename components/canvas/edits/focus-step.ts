import { stepElementId } from "../flow/step-element-id";
import { onceDrawn } from "../keyboard/once-drawn";
import type { CanvasStore } from "../store/canvas-store";

/** Of a large journey only what is in view is drawn: so many frames the view has to arrive at a card. */
const FRAMES_ON_THE_WAY = 90;

/** Makes a step the focused one and puts the keyboard focus on its card once it is drawn. */
export function focusStep(store: CanvasStore, id: string): void {
  store.getState().focus(id);
  onceDrawn(() => focusCard(store, id, FRAMES_ON_THE_WAY));
}

function focusCard(store: CanvasStore, id: string, framesLeft: number): void {
  if (store.getState().focused !== id) return; // another step was asked for since
  const card = document.getElementById(stepElementId(id));
  if (card) card.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusCard(store, id, framesLeft - 1));
}
