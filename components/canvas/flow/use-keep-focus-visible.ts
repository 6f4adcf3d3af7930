"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { useCanvas } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";
import { glide } from "./glide";

const MARGIN_PX = 48;
/** Below a card: its "+", and the toolbar at the canvas's lower edge. */
const PLUS_PX = 56;
const TOOLBAR_PX = 56;

/** Moves the view, as little as is needed, so that the focused card is wholly in it. */
export function useKeepFocusVisible() {
  const focused = useCanvas((s) => s.focused);
  const inspecting = useCanvas((s) => s.inspecting);
  const { scene } = useJourneyView();
  const flow = useReactFlow();
  const api = useStoreApi();
  const step = focused === undefined ? undefined : scene.steps.find((s) => s.id === focused);
  const x = step?.x;
  const y = step?.y;
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening the settings makes the canvas narrower
  useEffect(() => {
    if (x === undefined || y === undefined) return;
    const timer = setTimeout(() => {
      const { width, height, transform } = api.getState();
      const [left, top, zoom] = transform;
      const shift = (start: number, size: number, room: number) => {
        if (start < MARGIN_PX) return MARGIN_PX - start;
        return Math.min(0, room - (start + size));
      };
      const dx = shift(x * zoom + left, NODE_WIDTH * zoom, width - MARGIN_PX);
      const dy = shift(y * zoom + top, (NODE_HEIGHT + PLUS_PX) * zoom, height - TOOLBAR_PX);
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: left + dx, y: top + dy, zoom }, glide(200));
    }, 60);
    return () => clearTimeout(timer);
  }, [x, y, inspecting, flow, api]);
}
