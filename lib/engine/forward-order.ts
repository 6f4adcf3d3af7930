import type { Graph, GraphEdge } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";

export type ForwardOrder = {
  /** every node once, parents before children */
  order: string[];
  /** node → the nodes it is reached from by a forward connection, one entry for each connection */
  parents: ReadonlyMap<string, string[]>;
  /** connections that close a loop; the rest has no cycle */
  backEdges: GraphEdge[];
};

/**
 * Orders a graph from top to bottom: depth first from the triggers, then from nodes nothing leads to, then from whatever is
 * left, arms in the order of `ports`. Edges to or from unknown nodes are ignored.
 */
export function forwardOrder(graph: Graph, ids: string[], ports: ReadonlyMap<string, string[]>): ForwardOrder {
  const known = new Set(ids);
  const outgoing = sortedEdges(graph, known, ports);
  const targets = new Set(graph.edges.filter(({ from, to }) => from !== to && known.has(from)).map(({ to }) => to));
  const isTrigger = new Set(
    graph.nodes.filter(({ type }) => nodeDefinition(type)?.category === "trigger").map(({ id }) => id),
  );
  const starts = [...ids.filter((id) => isTrigger.has(id)), ...ids.filter((id) => !targets.has(id)), ...ids];

  const state = new Map<string, "open" | "done">();
  const backEdges: GraphEdge[] = [];
  const parents = new Map<string, string[]>(ids.map((id) => [id, []]));
  const finished: string[] = [];
  for (const start of starts) {
    if (state.has(start)) continue;
    state.set(start, "open");
    const stack = [{ id: start, edges: outgoing.get(start) ?? [], next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.next++];
      if (!edge) {
        state.set(top.id, "done");
        finished.push(top.id);
        stack.pop();
      } else if (state.get(edge.to) === "open") backEdges.push(edge);
      else {
        parents.get(edge.to)?.push(edge.from);
        if (state.has(edge.to)) continue;
        state.set(edge.to, "open");
        stack.push({ id: edge.to, edges: outgoing.get(edge.to) ?? [], next: 0 });
      }
    }
  }
  return { order: finished.toReversed(), parents, backEdges };
}

function sortedEdges(
  graph: Graph,
  known: ReadonlySet<string>,
  ports: ReadonlyMap<string, string[]>,
): Map<string, GraphEdge[]> {
  const outgoing = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    if (!known.has(edge.from) || !known.has(edge.to)) continue;
    const list = outgoing.get(edge.from);
    if (list) list.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const place = ({ from, port }: GraphEdge) => {
    const index = ports.get(from)?.indexOf(port) ?? -1;
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  };
  for (const list of outgoing.values()) list.sort((a, b) => place(a) - place(b));
  return outgoing;
}
