import type { Graph } from "@/lib/journey/graph";
import { plainNames } from "@/lib/journey/names";
import type { JourneySettings } from "@/lib/journey/settings";
import { describeNode } from "@/lib/nodes/describe-node";

type Compared = { graph: Graph; settings: JourneySettings };

/** What a later state of a journey does otherwise than an earlier one, as sentences: steps, ways between them, settings. */
export function describeDifference(before: Compared, after: Compared): string[] {
  return [
    ...graphDifference(before.graph, after.graph),
    ...(stable(before.settings) === stable(after.settings)
      ? []
      : ["Other settings: who may enter again, exit rule or limits"]),
  ];
}

function graphDifference(before: Graph, after: Graph): string[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const added = after.nodes.filter((node) => !old.has(node.id));
  const removed = before.nodes.filter((node) => !now.has(node.id));
  const changed = after.nodes.filter((node) => {
    const was = old.get(node.id);
    return was !== undefined && stable(was.config) !== stable(node.config);
  });
  const ways = (graph: Graph) =>
    graph.edges
      .map((e) => `${e.from} ${e.port} ${e.to}`)
      .sort()
      .join("\n");
  const rerouted = added.length + removed.length === 0 && ways(before) !== ways(after);
  return [
    ...added.map((node) => `Added: ${sentence(node)}`),
    ...removed.map((node) => `Removed: ${sentence(node)}`),
    ...changed.map((node) => `Changed: ${sentence(node)}`),
    ...(rerouted ? ["Steps are connected in another way"] : []),
  ];
}

function sentence(node: Graph["nodes"][number]): string {
  const { label, summary } = describeNode(node, plainNames);
  return `${label} (${summary})`;
}

/** JSON with sorted keys, so that the order in which settings were made does not count. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
