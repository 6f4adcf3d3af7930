import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import type { NodeDefinition, PortDefinition } from "@/lib/nodes/define-node";
import { nodeDefinition } from "@/lib/nodes/registry";

/** A node whose type is known and whose config has the shape of its schema. */
export type ParsedNode = { node: GraphNode; definition: NodeDefinition; config: unknown; ports: PortDefinition[] };

/** Parses every node; what cannot be parsed is a problem and left out. */
export function parseNodes(graph: Graph): { nodes: ParsedNode[]; problems: Problem[] } {
  const nodes: ParsedNode[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const node of graph.nodes) {
    if (seen.has(node.id)) problems.push(problem("duplicate_id", node, `Two steps have the id “${node.id}”.`));
    seen.add(node.id);
    const definition = nodeDefinition(node.type);
    if (!definition) {
      problems.push(problem("unknown_type", node, `There is no step of type “${node.type}”.`));
      continue;
    }
    const parsed = definition.schema.safeParse(node.config);
    if (parsed.success) nodes.push({ node, definition, config: parsed.data, ports: definition.ports(parsed.data) });
    else
      for (const issue of parsed.error.issues)
        problems.push({
          ...problem("invalid_setting", node, `${definition.label}: ${inWords(issue, definition)}`),
          field: issue.path.join("."),
        });
  }
  return { nodes, problems };
}

/** What is missing is said by the name that the setting has on the page. */
function inWords({ path, message }: { path: PropertyKey[]; message: string }, { fields }: NodeDefinition): string {
  const [name, ...deeper] = path;
  const label = fields.find((field) => field.name === name)?.label;
  return label && deeper.length === 0 && message.endsWith("received undefined") ? `“${label}” is missing.` : message;
}

function problem(code: string, node: GraphNode, message: string): Problem {
  return { code, severity: "error", message, node_id: node.id };
}
