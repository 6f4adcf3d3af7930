import type { CanvasStore } from "../store/canvas-store";
import type { Slot } from "../store/slot";
import { moveIntoSlot } from "./move-step";

/** What a "+" does: steps that are being moved land there (with Shift held: with all that follows), otherwise the picker opens at it. */
export function takeSlot(store: CanvasStore, slot: Slot, at: { x: number; y: number }, shift = false): void {
  const { moving, set } = store.getState();
  if (moving) moveIntoSlot(store, [...moving], slot, shift ? "with_following" : "only");
  else set({ picker: { slot, at } });
}
