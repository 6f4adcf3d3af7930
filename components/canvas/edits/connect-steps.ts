import { toast } from "@/components/ui/toast";
import { checkPaths } from "@/lib/engine/check-paths";
import { connect, disconnect, placeNode } from "@/lib/engine/edit-graph";
import { parseNodes } from "@/lib/engine/parse-nodes";
import type { Graph } from "@/lib/journey/graph";
import type { CanvasStore } from "../store/canvas-store";
import { stepLabel } from "./step-label";

/** Why an exit cannot lead to a step, in a sentence for the author; undefined when it can. */
export function refuseConnection(graph: Graph, from: string, port: string, to: string): string | undefined {
  const joined = connect(graph, { from, port }, to);
  if (!joined.ok) return joined.reason;
  return cyclesIn(joined.graph) > cyclesIn(graph)
    ? "This would go round in circles without waiting. Put a wait of at least a minute on the way."
    : undefined;
}

function cyclesIn(graph: Graph): number {
  const problems = checkPaths(graph, parseNodes(graph).nodes, { endsByItself: true });
  return problems.filter((problem) => problem.code === "cycle_without_wait").length;
}

/** Leads an exit to a step that is there already, and what stood by itself into line; says why when that cannot be. */
export function connectSteps(store: CanvasStore, from: string, port: string, to: string): void {
  const { history, editGraph } = store.getState();
  const { graph } = history.present;
  const refusal = refuseConnection(graph, from, port, to);
  if (refusal) {
    toast.message(refusal);
    return;
  }
  const joined = connect(graph, { from, port }, to);
  if (!joined.ok) return;
  const alone = !graph.edges.some((edge) => edge.to === to);
  editGraph(`connect ${stepLabel(graph, from)} to ${stepLabel(graph, to)}`, () =>
    alone ? placeNode(joined.graph, to, undefined) : joined.graph,
  );
}

/** Takes the connection off an exit. */
export function disconnectExit(store: CanvasStore, from: string, port: string): void {
  const { history, editGraph } = store.getState();
  editGraph(`disconnect ${stepLabel(history.present.graph, from)}`, (graph) => disconnect(graph, { from, port }));
}
