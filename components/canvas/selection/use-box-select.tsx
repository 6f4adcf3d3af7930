"use client";

import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, type PointerEvent, useState } from "react";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { useCanvasEnvironment } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";

type Box = { left: number; top: number; width: number; height: number };
type Corner = { x: number; y: number };

/** Shift and a drag on the empty canvas draws a box; every step that it touches is selected with those that are already. */
export function useBoxSelect() {
  const { store } = useCanvasEnvironment();
  const { scene } = useJourneyView();
  const flow = useReactFlow();
  const [from, setFrom] = useState<Corner>();
  const [to, setTo] = useState<Corner>();
  const starts = (event: MouseEvent) =>
    event.shiftKey &&
    event.button === 0 &&
    event.target instanceof Element &&
    event.target.matches(".react-flow__pane");

  const onPointerDownCapture = (event: PointerEvent) => {
    if (!starts(event)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom({ x: event.clientX, y: event.clientY });
    setTo({ x: event.clientX, y: event.clientY });
  };
  /** React Flow pans by mouse events; while a box is drawn it hears none. */
  const onMouseDownCapture = (event: MouseEvent) => {
    if (!starts(event)) return;
    event.stopPropagation();
    event.preventDefault(); // or the browser selects text under the box
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from) setTo({ x: event.clientX, y: event.clientY });
  };
  const onPointerUp = () => {
    if (!from || !to) return;
    const [a, b] = [flow.screenToFlowPosition(from), flow.screenToFlowPosition(to)];
    const touched = scene.steps.filter(
      ({ x, y }) =>
        x < Math.max(a.x, b.x) &&
        x + NODE_WIDTH > Math.min(a.x, b.x) &&
        y < Math.max(a.y, b.y) &&
        y + NODE_HEIGHT > Math.min(a.y, b.y),
    );
    const { selected, set, focus } = store.getState();
    set({ selected: new Set([...selected, ...touched.map(({ id }) => id)]) });
    const last = touched.at(-1);
    if (last) focus(last.id);
    setFrom(undefined);
    setTo(undefined);
  };
  const box: Box | undefined =
    from && to
      ? {
          left: Math.min(from.x, to.x),
          top: Math.min(from.y, to.y),
          width: Math.abs(from.x - to.x),
          height: Math.abs(from.y - to.y),
        }
      : undefined;
  return {
    box: box ? (
      <div
        aria-hidden="true"
        className="pointer-events-none fixed z-40 rounded border border-primary bg-primary/10"
        style={box}
      />
    ) : null,
    handlers: { onPointerDownCapture, onMouseDownCapture, onPointerMove, onPointerUp },
  };
}
