import type { Graph } from "@/lib/journey/graph";

/** Names of the events that start the journey, in the order of its steps, each once. */
export function triggerEvents(graph: Graph): string[] {
  const names = graph.nodes.flatMap(({ type, config }) =>
    type === "trigger.event" && typeof config.event === "string" && config.event !== "" ? [config.event] : [],
  );
  return [...new Set(names)];
}
