import { stepElementId } from "../flow/step-element-id";
import type { CanvasStore } from "../store/canvas-store";
import type { StepView } from "../view/step-views";
import { placeAfter } from "./place-after";

/** Opens the picker for the place after a step: its first exit that leads nowhere, else its first exit. */
export function openPickerAfter(store: CanvasStore, view: StepView): void {
  const { history, set } = store.getState();
  const place = placeAfter(history.present.graph, view.id, "open");
  if (!place) return;
  const box = document.getElementById(stepElementId(view.id))?.getBoundingClientRect();
  const at = box ? { x: box.right, y: box.top + box.height / 2 } : { x: innerWidth / 2, y: innerHeight / 3 };
  set({ picker: { slot: { kind: "place", ...place }, at } });
}
