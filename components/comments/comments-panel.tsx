"use client";

import { X } from "lucide-react";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { focusStep } from "@/components/canvas/edits/focus-step";
import { useUrlState } from "@/components/data/use-url-state";
import { IconButton } from "@/components/ui/icon-button";
import { AllThreads } from "./all-threads";

/** Beside the canvas: everything said about the journey. Escape goes back to the step one was at. */
export function CommentsPanel() {
  const { store } = useCanvasEnvironment();
  const set = useCanvas((s) => s.set);
  const [linked, setLinked] = useUrlState("comments");
  const close = () => {
    set({ panel: "none" });
    setLinked("");
    const { focused } = store.getState();
    if (focused) focusStep(store, focused);
  };
  return (
    <aside
      aria-label="Comments"
      className="flex w-96 shrink-0 animate-in flex-col border-border border-l bg-card max-md:hidden"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      <header className="flex items-center justify-between border-border border-b px-4 py-3">
        <h2 className="font-semibold text-sm">Comments</h2>
        <IconButton label="Close the comments" shortcut="Esc" size="icon-xs" onClick={close}>
          <X />
        </IconButton>
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto p-4">
        <AllThreads linked={linked || undefined} />
      </div>
    </aside>
  );
}
