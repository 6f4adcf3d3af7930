import type { GraphNode } from "@/lib/journey/graph";

/** The setting by which ingestion finds a trigger; "" for triggers that no event looks for. */
const KEY_SETTING: Record<string, string | undefined> = {
  "trigger.event": "event",
  "trigger.attribute_changed": "attribute",
  "trigger.segment_entered": "segment_id",
  "trigger.segment_left": "segment_id",
};

/** Triggers that remember something of everybody: their key is the number of their row in patterns. */
export function isPatternTrigger(type: string): boolean {
  return type === "trigger.pattern" || type === "trigger.inactivity";
}

/** What journey_triggers.key holds for this node; undefined when the node is no trigger, or one that is switched off. */
export function triggerKey(node: GraphNode): string | undefined {
  if (!node.type.startsWith("trigger.") || node.config.enabled === false) return undefined;
  if (node.type === "trigger.lifecycle_changed") return "lifecycle_stage";
  const setting = KEY_SETTING[node.type];
  const key = setting === undefined ? "" : node.config[setting];
  return typeof key === "string" ? key : "";
}
