import { stepElementId } from "../flow/step-element-id";
import type { CanvasStore } from "../store/canvas-store";
import type { StepView } from "../view/step-views";

/** Opens the picker for the place after a step: its first exit that leads nowhere, else its first exit. */
export function openPickerAfter(store: CanvasStore, view: StepView): void {
  const exit = view.leadsTo.find((e) => e.to === undefined) ?? view.leadsTo[0];
  if (!exit) return;
  const box = document.getElementById(stepElementId(view.id))?.getBoundingClientRect();
  const at = box ? { x: box.right, y: box.top + box.height / 2 } : { x: innerWidth / 2, y: innerHeight / 3 };
  store.getState().set({ picker: { slot: { kind: "place", from: view.id, port: exit.port.key }, at } });
}
