import type { CanvasStore } from "../store/canvas-store";
import { toggleStep } from "./select-steps";

/** A click opens the step's settings and drops the selection; with Shift it selects one more. */
export function clickStep(store: CanvasStore, id: string, shift: boolean): void {
  const { set, inspect } = store.getState();
  if (shift) {
    toggleStep(store, id);
    return;
  }
  set({ selected: new Set() });
  inspect(id);
}
