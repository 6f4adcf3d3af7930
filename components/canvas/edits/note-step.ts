import { noteNode } from "@/lib/engine/edit-graph";
import type { CanvasStore } from "../store/canvas-store";
import { stepLabel } from "./step-label";

/** Writes the note of a step, or takes it away when the text is blank. Typing undoes as one. */
export function noteStep(store: CanvasStore, id: string, text: string): void {
  const { history, editGraph } = store.getState();
  const label = `note on ${stepLabel(history.present.graph, id)}`;
  editGraph(label, (graph) => noteNode(graph, id, text), { mergeKey: `${id}.note` });
}
