import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeDefinition } from "@/lib/nodes/registry";

/** A visit in plain words: the step as the canvas says it, its kind, and what came of it. `graph` is that of the run's version. */
export function describeVisit(
  visit: VisitResource,
  graph: Graph | undefined,
): { step: string; kind: string; what: string } {
  const node = graph?.nodes.find((other) => other.id === visit.node_id);
  const names: Names = {
    node: (id) => {
      const other = graph?.nodes.find((one) => one.id === id);
      return other ? (nodeDefinition(other.type)?.label ?? other.type) : id;
    },
    segment: () => "a segment",
    template: () => "a saved email",
  };
  const described = node ? describeNode(node, names) : undefined;
  const label = described?.label ?? nodeDefinition(visit.type)?.label ?? visit.type;
  const port = described?.ports.find((one) => one.key === visit.port)?.label ?? visit.port;
  const what = outcomeWords(visit, port, (described?.ports.length ?? 0) > 1);
  return { step: described?.summary || label, kind: label, what };
}

function outcomeWords(visit: VisitResource, port: string | null, hasChoice: boolean): string {
  const because = visit.reason ? ` · ${visit.reason.replaceAll("_", " ")}` : "";
  switch (visit.outcome) {
    case "passed":
      return hasChoice && port ? `went “${port}”${because}` : `passed${because}`;
    case "waiting":
      return `waiting${because}`;
    case "skipped":
      return `skipped${because}`;
    case "ended":
      return `the journey ended here${because}`;
    case "failed":
      return `failed${because}`;
    case "dropped":
      return `taken out here${because}`;
  }
}
