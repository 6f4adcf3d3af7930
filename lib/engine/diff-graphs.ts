import type { Graph, GraphEdge, GraphNode } from "@/lib/journey/graph";
import { sameConfig } from "./same-config";

/**
 * What became of one step, matched by its id. "moved": same settings, but other ways lead to it. A changed step may have moved too.
 * Where a card was dragged to on the canvas is no difference.
 */
export type NodeChange =
  | { kind: "added"; id: string; after: GraphNode }
  | { kind: "removed"; id: string; before: GraphNode }
  | { kind: "changed"; id: string; before: GraphNode; after: GraphNode; moved: boolean }
  | { kind: "moved" | "unchanged"; id: string; before: GraphNode; after: GraphNode };

export type GraphDiff = {
  /** every step of either graph exactly once: those of `after` in its order, then the removed ones */
  nodes: NodeChange[];
  edges: { added: GraphEdge[]; removed: GraphEdge[] };
  /** nothing that anybody walking through would notice differs */
  empty: boolean;
};

/** The difference between two graphs, by what they do. Pure; takes time linear in their sizes but for loops of new steps. */
export function diffGraphs(before: Graph, after: Graph): GraphDiff {
  const old = nodesOf(before);
  const now = nodesOf(after);
  const oldEdges = edgesOf(before);
  const nowEdges = edgesOf(after);
  const common = new Set([...old.keys()].filter((id) => now.has(id)));
  const cameFrom = entrances([...oldEdges.values()], common);
  const comesFrom = entrances([...nowEdges.values()], common);
  const nodes = [...now.values()].map((node): NodeChange => {
    const was = old.get(node.id);
    if (!was) return { kind: "added", id: node.id, after: node };
    const moved = cameFrom(node.id) !== comesFrom(node.id);
    if (!sameConfig(was, node)) return { kind: "changed", id: node.id, before: was, after: node, moved };
    return { kind: moved ? "moved" : "unchanged", id: node.id, before: was, after: node };
  });
  const removed = [...old.values()]
    .filter(({ id }) => !now.has(id))
    .map((node): NodeChange => ({ kind: "removed", id: node.id, before: node }));
  const edges = {
    added: [...nowEdges].filter(([key, { to }]) => oldEdges.get(key)?.to !== to).map(([, edge]) => edge),
    removed: [...oldEdges].filter(([key, { to }]) => nowEdges.get(key)?.to !== to).map(([, edge]) => edge),
  };
  const all = [...nodes, ...removed];
  const empty = edges.added.length === 0 && edges.removed.length === 0 && all.every(({ kind }) => kind === "unchanged");
  return { nodes: all, edges, empty };
}

/** Of two nodes of one id, which no published graph has, the first counts. */
function nodesOf(graph: Graph): Map<string, GraphNode> {
  return new Map(
    graph.nodes
      .toReversed()
      .map((node) => [node.id, node] as const)
      .toReversed(),
  );
}

/** An exit leads to one step: its first edge counts, as when walking. */
function edgesOf(graph: Graph): Map<string, GraphEdge> {
  const edges = new Map<string, GraphEdge>();
  for (const edge of graph.edges) {
    const key = `${edge.from}\n${edge.port}`;
    if (!edges.has(key)) edges.set(key, edge);
  }
  return edges;
}

/**
 * Through which exits of common steps one gets to a step, looking through steps that only one of the graphs has: a step put in
 * between does not move what comes after it.
 */
function entrances(edges: GraphEdge[], common: ReadonlySet<string>): (id: string) => string {
  const incoming = Map.groupBy(edges, ({ to }) => to);
  return (id) => {
    const found = new Set<string>();
    const seen = new Set([id]);
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const { from, port } of incoming.get(at) ?? []) {
        if (common.has(from)) found.add(`${from}\n${port}`);
        else if (!seen.has(from)) {
          seen.add(from);
          open.push(from);
        }
      }
    return [...found].sort().join("\n\n");
  };
}
