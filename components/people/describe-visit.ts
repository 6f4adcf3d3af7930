import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeDefinition } from "@/lib/nodes/registry";

/** A visit in plain words: the step as the canvas says it, and what came of it. `graph` is that of the run's version. */
export function describeVisit(visit: VisitResource, graph: Graph | undefined): { step: string; what: string } {
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
  const step = described && described.summary !== label ? `${label}: ${described.summary}` : label;
  return { step, what: outcomeWords(visit, port, (described?.ports.length ?? 0) > 1) };
}

function outcomeWords(visit: VisitResource, port: string | null, hasChoice: boolean): string {
  const because = visit.reason ? ` · ${visit.reason.replaceAll("_", " ")}` : "";
  switch (visit.outcome) {
    case "passed":
      return hasChoice && port ? `Went “${port}”${because}` : `Passed${because}`;
    case "waiting":
      return `Waiting${because}`;
    case "skipped":
      return `Skipped${because}`;
    case "ended":
      return `The journey ended here${because}`;
    case "failed":
      return `Failed${because}`;
    case "dropped":
      return `Taken out here${because}`;
  }
}
