"use client";

import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { FIT } from "./fit";

/** Nearer, farther, all of it; inside a React Flow provider. */
export function ZoomButtons() {
  const flow = useReactFlow();
  return (
    <>
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
    </>
  );
}
