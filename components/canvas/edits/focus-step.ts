import { stepElementId } from "../flow/step-element-id";
import { onceDrawn } from "../keyboard/once-drawn";
import type { CanvasStore } from "../store/canvas-store";

/** Of a large journey only what is in view is drawn: so many frames the view has to arrive at a card. */
const FRAMES_ON_THE_WAY = 90;

/** The step that was asked for last: of two on their way the later one is meant. */
const asked = new WeakMap<CanvasStore, string>();

/**
 * Makes a step the focused one and puts the keyboard focus on its card once it is drawn, also when a list or window that closes gives the
 * focus back to another card in between.
 */
export function focusStep(store: CanvasStore, id: string): void {
  asked.set(store, id);
  store.getState().focus(id);
  onceDrawn(() => focusCard(store, id, FRAMES_ON_THE_WAY));
}

/** Whoever has just gone elsewhere stays there: a step that was asked for and is not drawn yet no longer takes the focus. */
export function stayHere(store: CanvasStore): void {
  asked.delete(store);
}

function focusCard(store: CanvasStore, id: string, framesLeft: number): void {
  const { picker, searching } = store.getState();
  // Whoever has opened a list meanwhile stays in it: without the focus it would close, and what they type would be keys of the canvas.
  if (picker || searching) stayHere(store);
  if (asked.get(store) !== id) return;
  const card = document.getElementById(stepElementId(id));
  if (card) {
    asked.delete(store);
    card.focus({ preventScroll: true });
  } else if (framesLeft > 0) {
    if (store.getState().focused !== id) store.getState().focus(id);
    requestAnimationFrame(() => focusCard(store, id, framesLeft - 1));
  }
}
