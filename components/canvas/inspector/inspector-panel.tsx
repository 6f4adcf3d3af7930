"use client";

import { Trash2, X } from "lucide-react";
import { StepComments } from "@/components/comments/step-comments";
import { IconButton } from "@/components/ui/icon-button";
import { nodeDefinition } from "@/lib/nodes/registry";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { askToDelete } from "../edits/delete-step";
import { focusStep } from "../edits/focus-step";
import { StepLock } from "../presence/step-lock";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import { InspectorFields } from "./inspector";

/** The settings of the focused step, beside the canvas. Escape goes back to the card. */
export function InspectorPanel() {
  const { store, editable, discussed } = useCanvasEnvironment();
  const focused = useCanvas((s) => s.focused);
  const closeInspector = useCanvas((s) => s.closeInspector);
  const { views } = useJourneyView();
  const view = focused === undefined ? undefined : views.get(focused);
  if (!view) return null;
  const close = () => {
    closeInspector();
    focusStep(store, view.id);
  };
  return (
    <aside
      aria-label={`Settings: ${view.label}`}
      className="flex w-96 shrink-0 animate-in flex-col border-border border-l bg-card max-md:hidden"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      <header className="flex items-start gap-3 border-border border-b px-4 py-3">
        <StepIcon icon={view.icon} category={view.category} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-sm">{view.label}</h2>
          <p className="text-muted-foreground text-xs">{nodeDefinition(view.type)?.description}</p>
        </div>
        {editable ? (
          <IconButton label="Delete this step" size="icon-xs" onClick={() => askToDelete(store, view)}>
            <Trash2 />
          </IconButton>
        ) : null}
        <IconButton label="Close the settings" shortcut="Esc" size="icon-xs" onClick={close}>
          <X />
        </IconButton>
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto p-4">
        <StepLock key={view.id} node={view.id}>
          <InspectorFields node={view.id} />
        </StepLock>
        {discussed ? <StepComments key={`comments ${view.id}`} node={view.id} /> : null}
      </div>
    </aside>
  );
}
