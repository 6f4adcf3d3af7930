"use client";

import { applyNodeChanges, type NodeChange, type OnNodeDrag } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import { useCanvasEnvironment } from "../canvas-context";
import { chosenSteps } from "../edits/chosen-steps";
import { moveIntoSlot, placeSteps } from "../edits/move-step";
import { readSlot, type Slot } from "../store/slot";
import type { CanvasNode } from "./flow-elements";

/**
 * Dragging a card: over a "+" it moves there in the flow (with Shift: it and all that follows), anywhere else, and with Alt held also
 * there, it stays where it was put. The other selected steps go with it. While it is dragged its place is kept here and not in the draft.
 */
export function useStepDrag(nodes: CanvasNode[]) {
  const { store } = useCanvasEnvironment();
  const [dragged, setDragged] = useState<CanvasNode>();

  const shown = useMemo(() => {
    const from = nodes.find((node) => node.id === dragged?.id)?.position;
    if (!dragged || !from) return nodes;
    const moved = new Set(movedWith(store, dragged.id));
    const [x, y] = [dragged.position.x - from.x, dragged.position.y - from.y];
    return nodes.map((node) => {
      if (node.id === dragged.id) return dragged;
      return moved.has(node.id) ? { ...node, position: { x: node.position.x + x, y: node.position.y + y } } : node;
    });
  }, [store, nodes, dragged]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) =>
      setDragged((current) => {
        const moves = changes.filter((change) => change.type === "position" && change.id === current?.id);
        return current && moves.length > 0 ? applyNodeChanges(moves, [current])[0] : current;
      }),
    [],
  );

  const onNodeDragStart: OnNodeDrag<CanvasNode> = (_event, node) => {
    setDragged(node);
    store.getState().set({ drag: { kind: "step", node: node.id } });
  };

  const onNodeDrag: OnNodeDrag<CanvasNode> = (event) => {
    const slot = slotAt(event);
    if (JSON.stringify(slot) !== JSON.stringify(store.getState().dropSlot)) store.getState().set({ dropSlot: slot });
  };

  const onNodeDragStop: OnNodeDrag<CanvasNode> = (event, node) => {
    const slot = slotAt(event);
    const laidOut = nodes.find((n) => n.id === node.id)?.position;
    const { set } = store.getState();
    const ids = movedWith(store, node.id);
    setDragged(undefined);
    set({ drag: undefined, dropSlot: undefined });
    if (slot) moveIntoSlot(store, ids, slot, "shiftKey" in event && event.shiftKey ? "with_following" : "only");
    else if (laidOut) {
      const by = { x: node.position.x - laidOut.x, y: node.position.y - laidOut.y };
      placeSteps(store, ids, by, { focus: node.id });
    }
  };

  return { nodes: shown, onNodesChange, onNodeDragStart, onNodeDrag, onNodeDragStop };
}

/** A dragged step alone, or all that are selected when it is one of them. */
function movedWith(store: ReturnType<typeof useCanvasEnvironment>["store"], id: string): readonly string[] {
  const state = store.getState();
  return state.selected.has(id) ? chosenSteps(state) : [id];
}

/** The "+" under the pointer, also when the dragged card lies over it. */
function slotAt(event: MouseEvent | TouchEvent | React.MouseEvent | React.TouchEvent): Slot | undefined {
  const point = "clientX" in event ? event : event.changedTouches[0];
  if (!point || event.altKey) return undefined;
  for (const element of document.elementsFromPoint(point.clientX, point.clientY)) {
    const text = element.closest<HTMLElement>("[data-slot]")?.dataset.slot;
    if (text?.startsWith("{")) return readSlot(JSON.parse(text));
  }
  return undefined;
}
