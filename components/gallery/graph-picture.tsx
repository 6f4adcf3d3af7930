import { laneKey, layoutGraph, NODE_HEIGHT, NODE_WIDTH, type Point, ROW_GAP } from "@/lib/engine/layout-graph";
import type { Graph } from "@/lib/journey/graph";
import type { NodeCategory } from "@/lib/nodes/define-node";
import { nodeDefinition } from "@/lib/nodes/registry";

const FILLS: Record<NodeCategory, string> = {
  trigger: "var(--node-trigger)",
  message: "var(--node-message)",
  timing: "var(--node-timing)",
  logic: "var(--node-logic)",
  data: "var(--node-data)",
  end: "var(--node-end)",
};
const MARGIN = 40;
const STRIPE = 18;

const middle = ({ x }: Point) => x + NODE_WIDTH / 2;

/** A bend from the bottom of one card to the top of another; by `lane` (its middle) where it leads past others. */
function bend(from: Point, to: Point, lane: number | undefined): string {
  const [x1, y1, x2, y2] = [middle(from), from.y + NODE_HEIGHT, middle(to), to.y];
  if (lane !== undefined)
    return `M${x1} ${y1}C${x1} ${y1 + ROW_GAP / 2} ${lane} ${y1} ${lane} ${y1 + ROW_GAP}L${lane} ${y2 - ROW_GAP}C${lane} ${y2} ${x2} ${y2 - ROW_GAP / 2} ${x2} ${y2}`;
  const half = (y1 + y2) / 2;
  return `M${x1} ${y1}C${x1} ${half} ${x2} ${half} ${x2} ${y2}`;
}

/** The shape of a journey, drawn from its layout: what follows what, by kind of step. It says nothing that the text beside it does not. */
export function GraphPicture({ graph, className }: { graph: Graph; className?: string }) {
  const { positions, backEdges, lanes, width, height } = layoutGraph(graph);
  const back = new Set(backEdges);
  return (
    <svg
      aria-hidden="true"
      className={className}
      viewBox={`${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`}
      preserveAspectRatio="xMidYMid meet"
    >
      {graph.edges.map((edge) => {
        const [from, to] = [positions.get(edge.from), positions.get(edge.to)];
        if (!from || !to || back.has(edge)) return null;
        return (
          <path
            key={`${edge.from} ${edge.port}`}
            d={bend(from, to, lanes.get(laneKey(edge.from, edge.port)))}
            fill="none"
            stroke="var(--border)"
            strokeWidth={8}
          />
        );
      })}
      {graph.nodes.map(({ id, type }) => {
        const at = positions.get(id);
        if (!at) return null;
        const fill = FILLS[nodeDefinition(type)?.category ?? "data"];
        return (
          <g key={id}>
            <rect
              x={at.x}
              y={at.y}
              width={NODE_WIDTH}
              height={NODE_HEIGHT}
              rx={16}
              fill="var(--card)"
              stroke="var(--border)"
              strokeWidth={5}
            />
            <rect x={at.x} y={at.y} width={STRIPE} height={NODE_HEIGHT} rx={8} fill={fill} />
            <rect x={at.x + 52} y={at.y + 26} width={NODE_WIDTH - 110} height={12} rx={6} fill={fill} opacity={0.55} />
            <rect
              x={at.x + 52}
              y={at.y + 48}
              width={NODE_WIDTH - 150}
              height={10}
              rx={5}
              fill="var(--muted-foreground)"
              opacity={0.35}
            />
          </g>
        );
      })}
    </svg>
  );
}
