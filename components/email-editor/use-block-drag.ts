"use client";

import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type RefObject, useEffect, useState } from "react";

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
  useEffect(() => {
    const target = element.current;
    const grip = handle.current;
    if (!target || !grip) return;
    const rest = () => setDrag((now) => ({ ...now, edge: undefined }));
    return combine(
      draggable({
        element: target,
        dragHandle: grip,
        getInitialData: () => ({ kind: KIND, id }),
        onDragStart: () => setDrag({ dragging: true, edge: undefined }),
        onDrop: () => setDrag({ dragging: false, edge: undefined }),
      }),
      dropTargetForElements({
        element: target,
        canDrop: ({ source }) => source.data.kind === KIND && source.data.id !== id,
        onDrag: ({ location }) => {
          const edge = edgeAt(target, location.current.input.clientY);
          setDrag((now) => (now.edge === edge ? now : { ...now, edge }));
        },
        onDragLeave: rest,
        onDrop: ({ source, location }) => {
          rest();
          if (typeof source.data.id === "string")
            onDrop(source.data.id, edgeAt(target, location.current.input.clientY));
        },
      }),
    );
  }, [id, element, handle, onDrop]);
  return drag;
}
