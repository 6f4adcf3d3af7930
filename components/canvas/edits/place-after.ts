import { edgeAt, exitsOf, type Place } from "@/lib/engine/edit-graph";
import type { Graph } from "@/lib/journey/graph";

/**
 * The place after a step. "open": its first exit that leads nowhere, else its first exit; "through": its first exit. Undefined for
 * an end.
 */
export function placeAfter(graph: Graph, id: string, which: "open" | "through"): Place | undefined {
  const node = graph.nodes.find((n) => n.id === id);
  if (!node) return undefined;
  const exits = exitsOf(node);
  const free = which === "open" ? exits.find((port) => !edgeAt(graph, { from: id, port })) : undefined;
  const port = free ?? exits[0];
  return port === undefined ? undefined : { from: id, port };
}
