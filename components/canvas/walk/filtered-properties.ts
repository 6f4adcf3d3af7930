import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";

/** The properties that the triggers for this event look at, with nothing in them yet: what to fill in of an event never seen. */
export function filteredProperties(graph: Graph, event: string | undefined): JsonObject {
  const filters = graph.nodes
    .filter(({ type, config }) => type === "trigger.event" && config.event === event)
    .map(({ config }) => JSON.stringify(config.where ?? null));
  const names = filters.flatMap((filter) =>
    [...filter.matchAll(/"path":"event\.([^"]+)"/g)].map(([, name = ""]) => name),
  );
  return Object.fromEntries(names.map((name) => [name, ""]));
}
