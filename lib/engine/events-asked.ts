import { engagementEvents } from "@/lib/journey/engagement-events";
import type { Graph } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import type { JourneySettings } from "@/lib/journey/settings";

/** Names of all events that a journey's triggers, waits, goals and conditions speak of; opens and clicks included. */
export function eventsAsked(graph: Graph, settings: JourneySettings): Set<string> {
  const found = new Set<string>();
  for (const { config } of graph.nodes) collect(config, found);
  for (const condition of [settings.exit_when, settings.eligibility]) if (condition) collect(condition as Json, found);
  return found;
}

function collect(value: Json, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const inner of value) collect(inner, found);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === "event" && typeof inner === "string" && inner !== "") found.add(inner);
    else if (key === "message" && (inner === "opened" || inner === "clicked")) {
      const node_id = typeof value.node_id === "string" ? value.node_id : undefined;
      for (const name of engagementEvents({ message: inner, node_id })) found.add(name);
    } else collect(inner, found);
  }
}
