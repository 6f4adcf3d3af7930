"use client";

import dynamic from "next/dynamic";
import { late } from "@/components/ui/late";
import { useCanvas } from "./canvas-context";
import { StillCanvas } from "./flow/still-canvas";
import { InspectorComing } from "./inspector/inspector-coming";
import { SelectionBar } from "./selection/selection-bar";
import { useClipboard } from "./selection/use-clipboard";
import { NARROW, useIsNarrow } from "./use-is-narrow";
import { useWalkAddress } from "./walk/use-walk-address";

/** The drawing is not needed on phones, so it arrives only where it is shown: there beside the journey itself, not after it. */
const loadCanvas = () => import("./flow/journey-canvas");
if (typeof window !== "undefined" && !matchMedia(NARROW).matches) void loadCanvas();
const JourneyCanvas = dynamic(() => loadCanvas().then((m) => m.JourneyCanvas), {
  ssr: false,
  loading: () => <StillCanvas />,
});

const WalkMode = dynamic(() => import("./walk/walk-mode").then((m) => m.WalkMode), { ssr: false });

/** What hands ask for comes after the drawing: at the first touch of the page, or with a link that opens it. */
const AskMenu = late(() => import("./ask/ask-menu").then((m) => m.AskMenu));
const InsertMenu = late(() => import("./palette/insert-menu").then((m) => m.InsertMenu));
const CommentsPanel = late(() => import("@/components/comments/comments-panel").then((m) => m.CommentsPanel));
const CommentsSheet = late(() => import("@/components/comments/comments-sheet").then((m) => m.CommentsSheet));
const InspectorPanel = late(() => import("./inspector/inspector-panel").then((m) => m.InspectorPanel), InspectorComing);
const InspectorSheet = late(() => import("./inspector/inspector-sheet").then((m) => m.InspectorSheet));
const OutlineView = late(() => import("./outline/outline-view").then((m) => m.OutlineView), Coming);
const PalettePanel = late(() => import("./palette/palette-panel").then((m) => m.PalettePanel));
const PasteDialog = late(() => import("./paste/paste-dialog").then((m) => m.PasteDialog));
const ProblemsPanel = late(() => import("./problems/problems-panel").then((m) => m.ProblemsPanel));
const StepSearch = late(() => import("./search/step-search").then((m) => m.StepSearch));

/** Canvas (or outline) with its panels. */
export function JourneyEditor() {
  const narrow = useIsNarrow();
  const outline = useCanvas((s) => s.outline);
  const panel = useCanvas((s) => s.panel);
  const inspecting = useCanvas((s) => s.inspecting);
  const picking = useCanvas((s) => s.picker !== undefined);
  const searching = useCanvas((s) => s.searching);
  const asking = useCanvas((s) => s.ask !== undefined);
  const pasting = useCanvas((s) => s.pasting !== undefined);
  const walk = useWalkAddress();
  useClipboard(!walk.open);
  if (walk.open) return <WalkMode />;
  if (narrow === undefined) return <StillCanvas />;
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 overflow-hidden">
      {panel === "palette" && !narrow ? <PalettePanel /> : null}
      {narrow || outline ? <OutlineView /> : <JourneyCanvas />}
      {panel === "problems" && !inspecting && !narrow ? <ProblemsPanel /> : null}
      {panel === "comments" && !inspecting ? narrow ? <CommentsSheet /> : <CommentsPanel /> : null}
      {inspecting && !narrow ? <InspectorPanel /> : null}
      {inspecting && narrow ? <InspectorSheet /> : null}
      {picking ? <InsertMenu /> : null}
      {searching ? <StepSearch /> : null}
      <SelectionBar />
      {asking ? <AskMenu /> : null}
      {pasting ? <PasteDialog /> : null}
    </div>
  );
}

/** Keeps its room until it comes, so that what stands beside it does not move. */
function Coming() {
  return <div className="min-h-0 min-w-0 flex-1" aria-busy="true" data-coming />;
}
