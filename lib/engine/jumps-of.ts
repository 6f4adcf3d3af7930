import type { GraphEdge } from "@/lib/journey/graph";
import type { NodeDefinition } from "@/lib/nodes/define-node";

/** The ways on that a node's settings name, as edges. `config` must be parsed. */
export function jumpsOf(node: { id: string; definition: NodeDefinition; config: unknown }): GraphEdge[] {
  return (node.definition.jumps?.(node.config) ?? []).map(({ port, to }) => ({ from: node.id, port, to }));
}
