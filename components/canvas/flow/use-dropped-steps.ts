import { useEffect, useRef, useState } from "react";
import { useDragAndDrop } from "@/components/ui/use-drag-and-drop";
import type { Point } from "@/lib/engine/layout-graph";
import { useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { insertStep } from "../edits/insert-step";
import { readSlot, type Slot } from "../store/slot";

/**
 * Steps from the list that are dropped: on a "+" they go there, anywhere else on the area whose ref is answered they stand by themselves
 * where they were dropped. `toDrawing` gives the point of the drawing at a point of the window.
 */
export function useDroppedSteps(toDrawing: (window: Point) => Point): (area: HTMLElement | null) => void {
  const { store } = useCanvasEnvironment();
  const dnd = useDragAndDrop(false);
  const [area, setArea] = useState<HTMLElement | null>(null);
  const latest = useRef(toDrawing);
  useEffect(() => {
    latest.current = toDrawing;
  });
  useEffect(() => {
    if (!dnd || !area) return;
    return dnd.dropTargetForElements({
      element: area,
      canDrop: ({ source }) => typeof source.data.step === "string",
      onDrop: ({ source, location }) => {
        const type = source.data.step;
        const [target] = location.current.dropTargets;
        if (!target || typeof type !== "string") return;
        const { clientX, clientY } = location.current.input;
        const slot: Slot = readSlot(target.data.slot) ?? {
          kind: "alone",
          at: latest.current({ x: clientX, y: clientY }),
        };
        insertStep(store, slot, type);
        const added = store.getState().focused;
        if (added) focusStep(store, added);
      },
    });
  }, [dnd, area, store]);
  return setArea;
}
