import { insertNode, newNodeId } from "@/lib/engine/edit-graph";
import type { CanvasStore } from "../store/canvas-store";
import type { StepView } from "../view/step-views";
import { stepLabel } from "./step-label";

/** A copy of a step right after it (at its first exit); a trigger's or an end's copy stands beside it. */
export function duplicateStep(store: CanvasStore, view: StepView): void {
  const { history, editGraph } = store.getState();
  const { graph } = history.present;
  const source = graph.nodes.find((node) => node.id === view.id);
  if (!source) return;
  const id = newNodeId(graph, source.type, Math.random);
  const copy = { id, type: source.type, config: structuredClone(source.config) };
  const [exit] = view.ports;
  const place = exit ? { from: view.id, port: exit.key } : undefined;
  editGraph(`duplicate ${stepLabel(graph, view.id)}`, (g) => insertNode(g, place, copy), { focus: id, inspect: true });
}
