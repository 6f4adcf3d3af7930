"use client";

import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { FIT, FIT_MS } from "./fit";
import { glide } from "./glide";

const ZOOM_MS = 160;

/** Nearer, farther, all of it; inside a React Flow provider. */
export function ZoomButtons() {
  const flow = useReactFlow();
  return (
    <>
      <IconButton label="Zoom out" size="icon-xs" onClick={() => void flow.zoomOut(glide(ZOOM_MS))}>
        <Minus />
      </IconButton>
      <IconButton label="Zoom in" size="icon-xs" onClick={() => void flow.zoomIn(glide(ZOOM_MS))}>
        <Plus />
      </IconButton>
      <IconButton
        label="Fit the journey on the screen"
        shortcut="F"
        size="icon-xs"
        onClick={() => void flow.fitView({ ...FIT, ...glide(FIT_MS) })}
      >
        <Maximize />
      </IconButton>
    </>
  );
}
