"use client";

import { Trash2 } from "lucide-react";
import { StepComments } from "@/components/comments/step-comments";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { deleteSteps } from "../edits/delete-step";
import { StepLock } from "../presence/step-lock";
import { useJourneyView } from "../view/journey-view";
import { InspectorFields } from "./inspector";

/** On a phone the settings cover the screen. */
export function InspectorSheet() {
  const inspecting = useCanvas((s) => s.inspecting);
  const focused = useCanvas((s) => s.focused);
  const closeInspector = useCanvas((s) => s.closeInspector);
  const { store, editable, discussed } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const view = focused === undefined ? undefined : views.get(focused);
  if (!view) return null;
  return (
    <Sheet
      open={inspecting}
      onOpenChange={(open) => (open ? undefined : closeInspector())}
      title={view.label}
      description={view.summary}
      className="max-w-full"
      footer={
        editable ? (
          <Button variant="danger-ghost" onClick={() => deleteSteps(store, [view.id], "only")}>
            <Trash2 /> Delete this step
          </Button>
        ) : undefined
      }
    >
      <div className="pt-3">
        <StepLock key={view.id} node={view.id}>
          <InspectorFields node={view.id} />
        </StepLock>
        {discussed ? <StepComments key={`comments ${view.id}`} node={view.id} /> : null}
      </div>
    </Sheet>
  );
}
