import { toast } from "@/components/ui/toast";
import { type KnownThings, writeFragment } from "@/lib/engine/read-fragment";
import type { CanvasStore } from "../store/canvas-store";
import { chosenSteps } from "./chosen-steps";
import { deleteSteps } from "./delete-step";
import { pasteText } from "./paste-steps";

/** The chosen steps as text; undefined when none is chosen. */
export function copiedText(store: CanvasStore, known: KnownThings): string | undefined {
  const state = store.getState();
  const ids = chosenSteps(state);
  return ids.length === 0 ? undefined : writeFragment(state.history.present.graph, new Set(ids), known);
}

export function sayCopied(count: number, how: "Copied" | "Cut"): void {
  toast.message(count === 1 ? `${how} a step` : `${how} ${count} steps`, { id: "copied", durationMs: 2_000 });
}

/** Copies to the system's clipboard from a menu; where the browser forbids that, says which keys do. */
export async function copyChosen(store: CanvasStore, known: KnownThings, how: "Copied" | "Cut"): Promise<void> {
  const text = copiedText(store, known);
  const ids = chosenSteps(store.getState());
  if (text === undefined) return;
  if (!(await allowed(() => navigator.clipboard.writeText(text)))) {
    toast.message(
      `The browser does not allow that from a menu. Press ${how === "Cut" ? "⌘X or Ctrl-X" : "⌘C or Ctrl-C"}.`,
    );
    return;
  }
  sayCopied(ids.length, how);
  if (how === "Cut") deleteSteps(store, ids, "only");
}

/** Pastes from the system's clipboard from a menu. */
export async function pasteFromMenu(store: CanvasStore, known: KnownThings): Promise<void> {
  let text = "";
  const read = await allowed(async () => {
    text = await navigator.clipboard.readText();
  });
  if (read) pasteText(store, text, known);
  else toast.message("The browser does not allow that from a menu. Press ⌘V or Ctrl-V.");
}

/** Whether the browser let us; it refuses without permission and on pages without encryption. */
async function allowed(use: () => Promise<void>): Promise<boolean> {
  try {
    await use();
    return true;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}
