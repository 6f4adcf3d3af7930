import type { Graph } from "@/lib/journey/graph";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";

/** What a step is called in "Undo: delete …": its sentence when that is short, else its kind. */
export function stepLabel(graph: Graph, id: string): string {
  const node = graph.nodes.find((n) => n.id === id);
  if (!node) return "a step";
  const { label, summary } = describeNode(node, plainNames);
  return node.type.startsWith("wait") && summary.length <= 40 ? summary : label;
}
