import type { JourneyReport } from "@/lib/api/schemas/report";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeDefinition } from "@/lib/nodes/registry";
import { type KnownNames, stepNames } from "@/lib/nodes/step-names";

export type ReportNode = JourneyReport["nodes"][number];
export type ReportStep = { node: ReportNode; label: string; category: string };

/** The report's nodes in the order in which people reach them, named as on the canvas. Nodes nobody can reach come last. */
export function reportSteps(report: JourneyReport, graph: Graph | undefined, known: KnownNames): ReportStep[] {
  const order = graph ? walkOrder(graph) : [];
  const rank = (id: string) => (order.indexOf(id) < 0 ? Number.MAX_SAFE_INTEGER : order.indexOf(id));
  const names = stepNames(graph ?? { nodes: [], edges: [] }, known);
  return [...report.nodes]
    .sort((a, b) => rank(a.node_id) - rank(b.node_id))
    .map((node) => {
      const drawn = graph?.nodes.find((other) => other.id === node.node_id);
      return {
        node,
        label: drawn ? stepName(drawn, names) : (nodeDefinition(node.type)?.label ?? node.type),
        category: nodeDefinition(node.type)?.category ?? "end",
      };
    });
}

function stepName(node: GraphNode, names: Names): string {
  const { label, summary } = describeNode(node, names);
  return summary === label ? label : summary;
}

/** Breadth first from the triggers: what is nearer to the beginning comes first, branches side by side. */
function walkOrder(graph: Graph): string[] {
  const queue = graph.nodes.filter((node) => node.type.startsWith("trigger.")).map((node) => node.id);
  const seen = new Set(queue);
  for (const id of queue) {
    for (const edge of graph.edges) {
      if (edge.from !== id || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return queue;
}
