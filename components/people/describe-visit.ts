import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeDecision } from "@/lib/nodes/describe-decision";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeDefinition } from "@/lib/nodes/registry";

/**
 * A visit in plain words: the step as the canvas says it, its kind, and what it decided on which values. `graph` is that of the run's
 * version, `names` those of its steps and segments.
 */
export function describeVisit(
  visit: VisitResource,
  graph: Graph | undefined,
  names: Names,
): { step: string; kind: string; what: string } {
  const node = graph?.nodes.find((other) => other.id === visit.node_id);
  const described = node ? describeNode(node, names) : undefined;
  const kind = described?.label ?? nodeDefinition(visit.type)?.label ?? visit.type;
  return {
    step: described?.summary || kind,
    kind,
    what: visit.decision ?? describeDecision(visit, node, names),
  };
}
