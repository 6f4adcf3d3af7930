"use client";

import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { type RefObject, useEffect, useState } from "react";
import { useDragAndDrop } from "@/components/ui/use-drag-and-drop";

const KIND = "email-block";

type DropEdge = "top" | "bottom";

type BlockDrag = { dragging: boolean; edge: DropEdge | undefined };

/** The half of the element that the pointer is over: before or after it. */
function edgeAt(element: Element, clientY: number): DropEdge {
  const { top, height } = element.getBoundingClientRect();
  return clientY < top + height / 2 ? "top" : "bottom";
}

/** Lets a block be dragged by its handle and dropped before or after any other. */
export function useBlockDrag(
  id: string,
  element: RefObject<HTMLElement | null>,
  handle: RefObject<HTMLElement | null>,
  onDrop: (dragged: string, edge: DropEdge) => void,
): BlockDrag {
  const [drag, setDrag] = useState<BlockDrag>({ dragging: false, edge: undefined });
  const dnd = useDragAndDrop(false);
  useEffect(() => {
    const target = element.current;
    const grip = handle.current;
    if (!dnd || !target || !grip) return;
    const rest = () => setDrag((now) => ({ ...now, edge: undefined }));
    return combine(
      dnd.draggable({
        element: target,
        dragHandle: grip,
        getInitialData: () => ({ kind: KIND, id }),
        onDragStart: () => setDrag({ dragging: true, edge: undefined }),
        onDrop: () => setDrag({ dragging: false, edge: undefined }),
      }),
      dnd.dropTargetForElements({
        element: target,
        canDrop: ({ source }) => source.data.kind === KIND && source.data.id !== id,
        onDrag: ({ location }) => {
          // over a block in a column the columns around it are no target
          if (location.current.dropTargets[0]?.element !== target) return rest();
          const edge = edgeAt(target, location.current.input.clientY);
          setDrag((now) => (now.edge === edge ? now : { ...now, edge }));
        },
        onDragLeave: rest,
        onDrop: ({ source, location }) => {
          rest();
          if (typeof source.data.id === "string" && location.current.dropTargets[0]?.element === target)
            onDrop(source.data.id, edgeAt(target, location.current.input.clientY));
        },
      }),
    );
  }, [dnd, id, element, handle, onDrop]);
  return drag;
}

/** Takes a block that is dropped somewhere inside an element; true while one is held over it. */
export function useDropInto(element: RefObject<HTMLElement | null>, onDrop: (dragged: string) => void): boolean {
  const [over, setOver] = useState(false);
  const dnd = useDragAndDrop(false);
  useEffect(() => {
    const target = element.current;
    if (!dnd || !target) return;
    return dnd.dropTargetForElements({
      element: target,
      canDrop: ({ source }) => source.data.kind === KIND,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        if (typeof source.data.id === "string") onDrop(source.data.id);
      },
    });
  }, [dnd, element, onDrop]);
  return over;
}
