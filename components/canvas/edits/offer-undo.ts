import { toast } from "@/components/ui/toast";
import type { CanvasStore } from "../store/canvas-store";

/** What the Undo of a toast does that is shown right after an edit: that edit is taken back, and nothing that came after it. */
export function offerUndo(store: CanvasStore): () => void {
  const undo = store.getState().undoLater();
  return () => {
    if (undo() === undefined)
      toast.message("You have changed more since: ⌘Z or Ctrl-Z takes back one change after the other.", { id: "undo" });
  };
}
