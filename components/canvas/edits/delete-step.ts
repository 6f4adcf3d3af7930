import { toast } from "@/components/ui/toast";
import { removeNode } from "@/lib/engine/edit-graph";
import type { CanvasStore } from "../store/canvas-store";
import type { StepView } from "../view/step-views";
import { focusStep } from "./focus-step";
import { stepLabel } from "./step-label";

/** Deletes a step, or it and everything that is reached through it alone. The toast takes it back. */
export function deleteStep(store: CanvasStore, view: StepView, mode: "only" | "with_following"): void {
  const state = store.getState();
  const { graph } = state.history.present;
  const label = stepLabel(graph, view.id);
  const before = graph.edges.find((edge) => edge.to === view.id)?.from;
  const after = graph.edges.find((edge) => edge.from === view.id)?.to;
  state.editGraph(`delete ${label}`, (g) => removeNode(g, view.id, mode));
  const left = store.getState();
  const gone = graph.nodes.length - left.history.present.graph.nodes.length;
  const focus = [before, after].find((id) => id !== undefined && left.nodeById.has(id));
  if (focus) focusStep(store, focus);
  toast.message(gone > 1 ? `Deleted ${label} and ${gone - 1} more` : `Deleted ${label}`, {
    undo: () => store.getState().undo(),
    id: "step-deleted",
  });
}
