import { toast } from "@/components/ui/toast";
import { type Edit, moveNode, placeNode } from "@/lib/engine/edit-graph";
import { moveNodes } from "@/lib/engine/graph-fragment";
import type { CanvasStore, EditOptions } from "../store/canvas-store";
import type { Slot } from "../store/slot";
import type { StepView } from "../view/step-views";
import { chosenSteps } from "./chosen-steps";
import { focusStep } from "./focus-step";
import { stepsLabel } from "./steps-label";

/** Moves steps to another place in the flow; says why when they cannot be there. A single one can take all that follows along. */
export function moveIntoSlot(
  store: CanvasStore,
  ids: readonly string[],
  slot: Slot,
  mode: "only" | "with_following",
): void {
  const state = store.getState();
  state.set({ moving: undefined, drag: undefined, dropSlot: undefined });
  const { graph } = state.history.present;
  const [first] = ids;
  if (first === undefined) return;
  if (slot.kind !== "place") {
    toast.message("Only a trigger can stand at the start.");
    return;
  }
  const to = { from: slot.from, port: slot.port };
  const moved: Edit = ids.length === 1 ? moveNode(graph, first, to, mode) : moveNodes(graph, new Set(ids), to);
  if (!moved.ok) {
    toast.message(moved.reason);
    return;
  }
  state.editGraph(
    `move ${stepsLabel(graph, ids)}`,
    () => ids.reduce((g, id) => placeNode(g, id, undefined), moved.graph),
    { focus: first },
  );
}

/** "Move…": the next "+" or Enter takes what is chosen. Triggers stay where they are. */
export function startMoving(store: CanvasStore, ids: readonly string[] = chosenSteps(store.getState())): boolean {
  const { nodeById, set } = store.getState();
  if (ids.length === 0 || ids.some((id) => nodeById.get(id)?.type.startsWith("trigger."))) {
    toast.message("A trigger starts the journey and stays at its start.");
    return false;
  }
  set({ moving: new Set(ids), picker: undefined });
  return true;
}

/** Ends a move by the keyboard: what moves goes behind this step; at a branch it is asked which way. */
export function moveBehind(
  store: CanvasStore,
  view: Pick<StepView, "id" | "leadsTo">,
  mode: "only" | "with_following" = "only",
): void {
  const { moving, set } = store.getState();
  if (!moving) return;
  const ids = [...moving];
  const [only, ...more] = view.leadsTo;
  if (!only) {
    toast.message("Nothing can stand behind an end.");
    return;
  }
  const go = (port: string) => {
    moveIntoSlot(store, ids, { kind: "place", from: view.id, port }, mode);
    const [first] = ids;
    if (first) focusStep(store, first);
  };
  if (more.length === 0) {
    go(only.port.key);
    return;
  }
  set({
    ask: {
      title: "Move to",
      at: askPoint(),
      answers: view.leadsTo.map(({ port, words }) => ({
        label: port.label,
        help: `Before ${words}`,
        run: () => go(port.key),
      })),
    },
  });
}

function askPoint(): { x: number; y: number } {
  const box = document.activeElement?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.bottom } : { x: innerWidth / 2, y: innerHeight / 3 };
}

/** Leaves steps where they were dropped: `by` (px) further than where they stood. Back in line, they are the layout's again. */
export function placeSteps(
  store: CanvasStore,
  ids: readonly string[],
  by: { x: number; y: number },
  options: EditOptions = {},
): void {
  const { history, editGraph, nodeById } = store.getState();
  if (ids.length === 0) return;
  editGraph(
    `move ${stepsLabel(history.present.graph, ids)} by hand`,
    (graph) =>
      ids.reduce((g, id) => {
        const before = nodeById.get(id)?.position ?? { x: 0, y: 0 };
        const [x, y] = [Math.round(before.x + by.x), Math.round(before.y + by.y)];
        return placeNode(g, id, x === 0 && y === 0 ? undefined : { x, y });
      }, graph),
    options,
  );
}

/** Gives every step back to the layout. */
export function tidySteps(store: CanvasStore): void {
  store.getState().editGraph("tidy up", (graph) => {
    const placed = graph.nodes.filter((node) => node.position);
    return placed.reduce((g, node) => placeNode(g, node.id, undefined), graph);
  });
}
