import type { GraphNode } from "@/lib/journey/graph";

/** The setting by which ingestion finds a trigger; "" for triggers that no event looks for. */
const KEY_SETTING: Record<string, string | undefined> = {
  "trigger.event": "event",
  "trigger.attribute_changed": "attribute",
  "trigger.segment_entered": "segment_id",
};

/** What journey_triggers.key holds for this node; undefined when the node is no trigger. */
export function triggerKey(node: GraphNode): string | undefined {
  if (!node.type.startsWith("trigger.")) return undefined;
  const setting = KEY_SETTING[node.type];
  const key = setting === undefined ? "" : node.config[setting];
  return typeof key === "string" ? key : "";
}
