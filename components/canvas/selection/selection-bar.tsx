"use client";

import { Copy, CopyPlus, Move, Trash2, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { chosenSteps } from "../edits/chosen-steps";
import { copyChosen } from "../edits/clipboard";
import { deleteSteps } from "../edits/delete-step";
import { duplicateSteps } from "../edits/duplicate-step";
import { startMoving } from "../edits/move-step";
import { useJourneyView } from "../view/journey-view";

/** While several steps are selected: how many, and what can be done with them. While something moves: what to do next. */
export function SelectionBar() {
  const { store, editable } = useCanvasEnvironment();
  const { views, known } = useJourneyView();
  const selected = useCanvas((s) => s.selected);
  const moving = useCanvas((s) => s.moving);
  const set = useCanvas((s) => s.set);
  if (moving) {
    const [only] = moving;
    const what = moving.size === 1 ? `“${views.get(only ?? "")?.summary}”` : `${moving.size} steps`;
    return (
      <p
        role="status"
        className="-translate-x-1/2 absolute top-3 left-1/2 z-20 max-w-[calc(100%-1.5rem)] rounded-full bg-foreground px-4 py-1.5 text-background text-xs shadow-md"
      >
        Moving {what}. Choose a +, or go to a step and press Enter to put it behind
        {moving.size === 1 ? "; with Shift, all that follows comes along" : ""}. Esc leaves it.
      </p>
    );
  }
  if (selected.size < 2) return null;
  const chosen = () => chosenSteps(store.getState());
  return (
    <div
      role="toolbar"
      aria-label="Selected steps"
      className="-translate-x-1/2 absolute top-3 left-1/2 z-20 flex items-center gap-0.5 rounded-lg border border-border bg-card p-1 shadow-md"
    >
      <span role="status" className="px-2 font-medium text-xs">
        {selected.size} selected
      </span>
      <IconButton label="Copy" shortcut="⌘C" size="icon-xs" onClick={() => void copyChosen(store, known, "Copied")}>
        <Copy />
      </IconButton>
      {editable ? (
        <>
          <IconButton label="Duplicate" shortcut="D" size="icon-xs" onClick={() => duplicateSteps(store, chosen())}>
            <CopyPlus />
          </IconButton>
          <IconButton label="Move…" shortcut="M" size="icon-xs" onClick={() => void startMoving(store)}>
            <Move />
          </IconButton>
          <IconButton label="Delete" shortcut="Del" size="icon-xs" onClick={() => deleteSteps(store, chosen(), "only")}>
            <Trash2 />
          </IconButton>
        </>
      ) : null}
      <IconButton label="Drop the selection" shortcut="Esc" size="icon-xs" onClick={() => set({ selected: new Set() })}>
        <X />
      </IconButton>
    </div>
  );
}
