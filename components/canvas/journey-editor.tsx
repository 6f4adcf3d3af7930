"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { AskMenu } from "./ask/ask-menu";
import { useCanvas, useCanvasEnvironment } from "./canvas-context";
import { deleteSteps } from "./edits/delete-step";
import { InspectorFields } from "./inspector/inspector";
import { InspectorPanel } from "./inspector/inspector-panel";
import { OutlineView } from "./outline/outline-view";
import { InsertMenu } from "./palette/insert-menu";
import { PalettePanel } from "./palette/palette-panel";
import { PasteDialog } from "./paste/paste-dialog";
import { StepLock } from "./presence/step-lock";
import { ProblemsPanel } from "./problems/problems-panel";
import { StepSearch } from "./search/step-search";
import { SelectionBar } from "./selection/selection-bar";
import { useClipboard } from "./selection/use-clipboard";
import { useIsNarrow } from "./use-is-narrow";
import { useJourneyView } from "./view/journey-view";
import { useWalkAddress } from "./walk/use-walk-address";

/** The drawing is not needed on phones, so it arrives only where it is shown. */
const JourneyCanvas = dynamic(() => import("./flow/journey-canvas").then((m) => m.JourneyCanvas), {
  ssr: false,
  // Keeps its room, so that what stands beside it does not move when it comes.
  loading: () => <div className="min-h-0 min-w-0 flex-1" aria-busy="true" />,
});

const WalkMode = dynamic(() => import("./walk/walk-mode").then((m) => m.WalkMode), { ssr: false });

/** Canvas (or outline) with its panels. */
export function JourneyEditor() {
  const narrow = useIsNarrow();
  const outline = useCanvas((s) => s.outline);
  const panel = useCanvas((s) => s.panel);
  const inspecting = useCanvas((s) => s.inspecting);
  const walk = useWalkAddress();
  useClipboard(!walk.open);
  if (walk.open) return <WalkMode />;
  if (narrow === undefined) return <div className="min-h-0 flex-1" aria-busy="true" />;
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 overflow-hidden">
      {panel === "palette" && !narrow ? <PalettePanel /> : null}
      {narrow || outline ? <OutlineView /> : <JourneyCanvas />}
      {panel === "problems" && !inspecting && !narrow ? <ProblemsPanel /> : null}
      {inspecting && !narrow ? <InspectorPanel /> : null}
      {narrow ? <InspectorSheet /> : null}
      <InsertMenu />
      <StepSearch />
      <SelectionBar />
      <AskMenu />
      <PasteDialog />
    </div>
  );
}

/** On a phone the settings cover the screen. */
function InspectorSheet() {
  const inspecting = useCanvas((s) => s.inspecting);
  const focused = useCanvas((s) => s.focused);
  const closeInspector = useCanvas((s) => s.closeInspector);
  const { store, editable } = useCanvasEnvironment();
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
      </div>
    </Sheet>
  );
}
