import { toast } from "@/components/ui/toast";
import { moveNode, placeNode } from "@/lib/engine/edit-graph";
import type { CanvasStore } from "../store/canvas-store";
import type { Slot } from "../store/slot";
import { stepLabel } from "./step-label";

/** Moves a step to another place in the flow; says why when it cannot be there. */
export function moveIntoSlot(store: CanvasStore, id: string, slot: Slot, mode: "only" | "with_following"): void {
  const state = store.getState();
  state.set({ moving: undefined, drag: undefined, dropSlot: undefined });
  const { graph } = state.history.present;
  if (slot.kind === "trigger") {
    toast.message("Only a trigger can stand at the start.");
    return;
  }
  const moved = moveNode(graph, id, { from: slot.from, port: slot.port }, mode);
  if (!moved.ok) {
    toast.message(moved.reason);
    return;
  }
  state.editGraph(`move ${stepLabel(graph, id)}`, () => placeNode(moved.graph, id, undefined), { focus: id });
}

/** Leaves a step where it was dropped, as an offset (px) from where the layout puts it. */
export function placeStep(store: CanvasStore, id: string, offset: { x: number; y: number }): void {
  const { history, editGraph } = store.getState();
  editGraph(`place ${stepLabel(history.present.graph, id)}`, (graph) => placeNode(graph, id, offset), { focus: id });
}

/** Gives every step back to the layout. */
export function tidySteps(store: CanvasStore): void {
  store.getState().editGraph("tidy up", (graph) => {
    const placed = graph.nodes.filter((node) => node.position);
    return placed.reduce((g, node) => placeNode(g, node.id, undefined), graph);
  });
}
