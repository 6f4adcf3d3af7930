"use client";

import { useReactFlow } from "@xyflow/react";
import { LayoutList, Maximize, Minus, PanelLeft, Plus, Wand2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { tidySteps } from "../edits/move-step";
import { CountsMenu } from "../live/counts-menu";
import { FIT } from "./fit";

/** Zoom, fit, tidy, and the list of steps to drag. */
export function CanvasControls() {
  const { store, editable } = useCanvasEnvironment();
  const flow = useReactFlow();
  const panel = useCanvas((s) => s.panel);
  const set = useCanvas((s) => s.set);
  const untidy = useCanvas((s) => s.history.present.graph.nodes.some((node) => node.position !== undefined));
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="absolute bottom-3 left-3 flex items-center gap-0.5 rounded-lg border border-border bg-card p-1 shadow-sm"
    >
      {editable ? (
        <IconButton
          label={panel === "palette" ? "Hide the list of steps" : "Show steps to drag"}
          shortcut="P"
          size="icon-xs"
          aria-pressed={panel === "palette"}
          className="max-lg:hidden"
          onClick={() => set({ panel: panel === "palette" ? "none" : "palette" })}
        >
          <PanelLeft />
        </IconButton>
      ) : null}
      <IconButton label="Zoom out" size="icon-xs" onClick={() => void flow.zoomOut({ duration: 160 })}>
        <Minus />
      </IconButton>
      <IconButton label="Zoom in" size="icon-xs" onClick={() => void flow.zoomIn({ duration: 160 })}>
        <Plus />
      </IconButton>
      <IconButton
        label="Fit the journey on the screen"
        shortcut="F"
        size="icon-xs"
        onClick={() => void flow.fitView(FIT)}
      >
        <Maximize />
      </IconButton>
      {editable && untidy ? (
        <IconButton label="Tidy up: put moved steps back in line" size="icon-xs" onClick={() => tidySteps(store)}>
          <Wand2 />
        </IconButton>
      ) : null}
      <IconButton
        label="Show as a list"
        size="icon-xs"
        className="max-md:hidden"
        onClick={() => set({ outline: true })}
      >
        <LayoutList />
      </IconButton>
      <CountsMenu />
    </div>
  );
}
