import { stepElementId } from "../flow/step-element-id";
import type { CanvasStore } from "../store/canvas-store";

/** Opens the picker beside the focused step, of ways to start or ("alone") of steps that stand by themselves at first. */
export function openPickerBeside(store: CanvasStore, kind: "trigger" | "alone"): void {
  const { focused, set } = store.getState();
  const box = focused === undefined ? undefined : document.getElementById(stepElementId(focused));
  const { right, top, height } = box?.getBoundingClientRect() ?? {
    right: innerWidth / 2,
    top: innerHeight / 3,
    height: 0,
  };
  set({ picker: { slot: { kind }, at: { x: right, y: top + height / 2 } } });
}
