import { diffGraphs, type NodeChange } from "@/lib/engine/diff-graphs";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import type { Draft } from "../store/draft";

/** What one side of a conflict did since both started from `base`, as sentences. Empty: nothing. */
export function describeChanges(base: Draft, side: Draft): string[] {
  const { nodes, edges } = diffGraphs(base.graph, side.graph);
  const steps = nodes.flatMap(sentenceOf);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const rerouted = steps.length === 0 && edges.added.length + edges.removed.length > 0;
  return [
    ...(base.name === side.name ? [] : [`Renamed to “${side.name}”`]),
    ...(base.description === side.description ? [] : ["Another description"]),
    ...steps,
    ...(rerouted ? ["Steps are connected in another way"] : []),
    ...(same(base.graph.notes ?? [], side.graph.notes ?? []) ? [] : ["Other notes"]),
    ...(same(base.settings, side.settings) ? [] : ["Other settings of the journey"]),
  ];
}

function sentenceOf(change: NodeChange): string[] {
  if (change.kind === "unchanged") return [];
  const node = change.kind === "removed" ? change.before : change.after;
  const { label, summary } = describeNode(node, plainNames);
  const said = summary === label ? label : `${label} (${summary})`;
  const words = { added: "Added", removed: "Deleted", changed: "Changed", moved: "Moved" } as const;
  return [`${words[change.kind]}: ${said}`];
}
