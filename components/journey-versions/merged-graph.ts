import type { NodeChange } from "@/lib/engine/diff-graphs";
import type { Graph, GraphEdge } from "@/lib/journey/graph";

export type EdgeFate = "added" | "removed" | "kept";
export type MergedGraph = {
  /** everything of both, for the layout: what is new where it stands, what is gone as a ghost beside it */
  graph: Graph;
  fateOf: (edge: GraphEdge) => EdgeFate;
  kindOf: ReadonlyMap<string, NodeChange["kind"]>;
};

const edgeKey = ({ from, port, to }: GraphEdge) => `${from}\n${port}\n${to}`;

/** Both graphs of a comparison as one that can be laid out: the later one, with the earlier one's steps and ways that are gone. */
export function mergeGraphs(
  nodes: readonly NodeChange[],
  edges: { added: GraphEdge[]; removed: GraphEdge[] },
  after: Graph,
): MergedGraph {
  const added = new Set(edges.added.map(edgeKey));
  const removed = new Set(edges.removed.map(edgeKey));
  return {
    graph: {
      nodes: nodes.map((change) => {
        const { position: _, ...node } = change.kind === "removed" ? change.before : change.after;
        return node;
      }),
      edges: [...after.edges, ...edges.removed],
    },
    fateOf: (edge) => (added.has(edgeKey(edge)) ? "added" : removed.has(edgeKey(edge)) ? "removed" : "kept"),
    kindOf: new Map(nodes.map(({ id, kind }) => [id, kind])),
  };
}
