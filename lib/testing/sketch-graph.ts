import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";

type SketchNode = { id: string; type: string; config?: JsonObject };

/** A graph in short: nodes, and edges as "from -port-> to" or "from -> to" (port "next"). */
export type Sketch = { nodes: SketchNode[]; edges: string[]; settings?: JsonObject };

const EDGE = /^\s*(\S+)\s+-(?:(\S+)-)?>\s+(\S+)\s*$/;

export function sketchGraph(sketch: Sketch): Graph {
  return {
    nodes: sketch.nodes.map(({ id, type, config = {} }) => ({ id, type, config })),
    edges: sketch.edges.map((text) => {
      const [, from, port = "next", to] = EDGE.exec(text) ?? [];
      if (!from || !to) throw new Error(`not an edge: "${text}"`);
      return { from, port, to };
    }),
  };
}
