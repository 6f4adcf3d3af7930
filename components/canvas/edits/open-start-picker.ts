import { stepElementId } from "../flow/step-element-id";
import type { CanvasStore } from "../store/canvas-store";

/** Opens the picker of ways to start, beside the focused step. */
export function openStartPicker(store: CanvasStore): void {
  const { focused, set } = store.getState();
  const box = focused === undefined ? undefined : document.getElementById(stepElementId(focused));
  const { right, top, height } = box?.getBoundingClientRect() ?? {
    right: innerWidth / 2,
    top: innerHeight / 3,
    height: 0,
  };
  set({ picker: { slot: { kind: "trigger" }, at: { x: right, y: top + height / 2 } } });
}
