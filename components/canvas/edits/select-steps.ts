import type { CanvasStore } from "../store/canvas-store";

/** Adds a step to the selection or takes it out. The first one takes the focused step along. */
export function toggleStep(store: CanvasStore, id: string): void {
  const { selected, focused, set, focus } = store.getState();
  const next = new Set(selected.size === 0 && focused !== undefined ? [focused] : selected);
  if (next.has(id) && id !== focused) next.delete(id);
  else next.add(id);
  set({ selected: next });
  focus(id);
}

/** Goes from the focused step to another one and selects both, with what was selected already. */
export function extendSelection(store: CanvasStore, to: string): void {
  const { selected, focused, set } = store.getState();
  set({ selected: new Set([...selected, ...(focused === undefined ? [] : [focused]), to]) });
}
