import type { Graph } from "@/lib/journey/graph";
import { stepLabel } from "./step-label";

/** What several steps are called in "Undo: delete …": one by its name, more by their number. */
export function stepsLabel(graph: Graph, ids: readonly string[]): string {
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? stepLabel(graph, only) : `${ids.length} steps`;
}
