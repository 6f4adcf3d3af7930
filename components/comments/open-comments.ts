import { onceDrawn } from "@/components/canvas/keyboard/once-drawn";
import type { CanvasStore } from "@/components/canvas/store/canvas-store";

/** Opens what is said about a step, ready for a word; also while somebody else has its settings. */
export function openComments(store: CanvasStore, node: string): void {
  store.getState().inspect(node);
  focusSayBox();
}

/** Shows what is said about the whole journey, or puts it away. */
export function toggleAllComments(store: CanvasStore): void {
  const { panel, inspecting, closeInspector, set } = store.getState();
  const shown = panel === "comments" && !inspecting;
  closeInspector();
  set({ panel: shown ? "none" : "comments" });
  if (!shown) focusSayBox();
}

function focusSayBox(): void {
  onceDrawn(() => document.querySelector<HTMLElement>("[data-comments] [data-say]")?.focus());
}
