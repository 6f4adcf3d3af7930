import { toast } from "@/components/ui/toast";
import { removeNode } from "@/lib/engine/edit-graph";
import { removeNodes } from "@/lib/engine/graph-fragment";
import type { Graph } from "@/lib/journey/graph";
import { stepElementId } from "../flow/step-element-id";
import type { Ask, CanvasStore } from "../store/canvas-store";
import type { StepView } from "../view/step-views";
import { focusStep } from "./focus-step";
import { offerUndo } from "./offer-undo";
import { stepsLabel } from "./steps-label";

/** Deletes steps, or them and everything that is reached through them alone. The toast takes it back. */
export function deleteSteps(store: CanvasStore, ids: readonly string[], mode: "only" | "with_following"): void {
  removeFrom(store, ids, (graph) => removeNodes(graph, ids, mode));
}

/**
 * Deletes a step; where something follows it first asks whether that goes too and, at a branch, which way goes on. Nothing is
 * asked that an undo could not answer better.
 */
export function askToDelete(store: CanvasStore, view: StepView): void {
  const { history, set } = store.getState();
  const { graph } = history.present;
  const following = graph.nodes.length - removeNode(graph, view.id, "with_following").nodes.length - 1;
  const connected = view.leadsTo.filter(({ to }) => to !== undefined);
  if (following === 0 || view.category === "trigger") {
    deleteSteps(store, [view.id], "only");
    return;
  }
  const box = document.getElementById(stepElementId(view.id))?.getBoundingClientRect();
  const only: Ask["answers"] =
    connected.length < 2
      ? [{ label: "This step", help: "What follows moves up", run: () => deleteSteps(store, [view.id], "only") }]
      : connected.map(({ port, words }) => ({
          label: `This step, keep “${port.label}”`,
          help: `Goes on at ${words}`,
          run: () => removeFrom(store, [view.id], (g) => removeNode(g, view.id, "only", port.key)),
        }));
  set({
    ask: {
      title: "Delete",
      at: box ? { x: box.left + box.width / 2, y: box.bottom } : { x: innerWidth / 2, y: innerHeight / 3 },
      answers: [
        ...only,
        {
          label: "This and all that follows",
          help: `${following + 1} steps`,
          danger: true,
          run: () => deleteSteps(store, [view.id], "with_following"),
        },
      ],
    },
  });
}

function removeFrom(store: CanvasStore, ids: readonly string[], change: (graph: Graph) => Graph): void {
  const state = store.getState();
  const { graph } = state.history.present;
  const label = stepsLabel(graph, ids);
  const gone = new Set(ids);
  const before = graph.edges.find((edge) => gone.has(edge.to) && !gone.has(edge.from))?.from;
  const after = graph.edges.find((edge) => gone.has(edge.from) && !gone.has(edge.to))?.to;
  state.editGraph(`delete ${label}`, change);
  const left = store.getState();
  const more = graph.nodes.length - left.history.present.graph.nodes.length - ids.length;
  const focus = [before, after].find((id) => id !== undefined && left.nodeById.has(id));
  if (focus) focusStep(store, focus);
  toast.message(more > 0 ? `Deleted ${label} and ${more} more` : `Deleted ${label}`, {
    undo: offerUndo(store),
    id: "step-deleted",
  });
}
