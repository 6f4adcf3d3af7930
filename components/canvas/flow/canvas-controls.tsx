"use client";

import { LayoutList, PanelLeft, Wand2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { tidySteps } from "../edits/move-step";
import { CountsMenu } from "../live/counts-menu";
import { CanvasToolbar } from "./canvas-toolbar";
import { ZoomButtons } from "./zoom-buttons";

/** Zoom, fit, tidy, and the list of steps to drag. */
export function CanvasControls() {
  const { store, editable } = useCanvasEnvironment();
  const panel = useCanvas((s) => s.panel);
  const set = useCanvas((s) => s.set);
  const untidy = useCanvas((s) => s.history.present.graph.nodes.some((node) => node.position !== undefined));
  /** The button goes with what it has done: the focus goes to the step one was at. */
  const tidy = () => {
    tidySteps(store);
    const { focused } = store.getState();
    if (focused) focusStep(store, focused);
  };
  return (
    <CanvasToolbar>
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
      <ZoomButtons />
      {editable && untidy ? (
        <IconButton label="Tidy up: put moved steps back in line" size="icon-xs" onClick={tidy}>
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
    </CanvasToolbar>
  );
}
