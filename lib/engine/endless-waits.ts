import { conditionReferences } from "@/lib/journey/condition-references";
import type { Graph } from "@/lib/journey/graph";
import { waitForEvent } from "@/lib/nodes/wait-for-event/definition";
import { waitUntil } from "@/lib/nodes/wait-until/definition";

/** A step where people wait without a limit, and what would have to exist for them ever to leave. */
export type EndlessWait = { node: string; index: number; events: string[]; segments: string[] };

/** Steps of a graph that wait for something without a time limit. Configs that do not parse are left out: checkGraph names them. */
export function endlessWaits(graph: Graph): EndlessWait[] {
  return graph.nodes.flatMap((node, index): EndlessWait[] => {
    if (node.type === "wait_for_event") {
      const parsed = waitForEvent.schema.safeParse(node.config);
      if (!parsed.success || parsed.data.timeout) return [];
      return [{ node: node.id, index, events: parsed.data.events.map(({ event }) => event), segments: [] }];
    }
    if (node.type !== "wait_until") return [];
    const parsed = waitUntil.schema.safeParse(node.config);
    if (!parsed.success || parsed.data.timeout) return [];
    return [{ node: node.id, index, events: [], segments: conditionReferences(parsed.data.condition).segments }];
  });
}
