import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeDecision } from "@/lib/nodes/describe-decision";

/** The visits with what each decided, in words. `graph` is the one that was walked. */
export function narrateVisits<Visit extends VisitResource>(
  visits: readonly Visit[],
  graph: Graph,
  names: Names,
): Visit[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return visits.map((visit) => ({ ...visit, decision: describeDecision(visit, nodes.get(visit.node_id), names) }));
}
