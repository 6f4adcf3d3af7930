import type { Condition } from "./condition";
import { walkCondition } from "./walk-condition";

/** Ids a condition points to: segments, and nodes (messages, visits and arms). */
export function conditionReferences(condition: Condition): { segments: string[]; nodes: string[] } {
  const segments: string[] = [];
  const nodes: string[] = [];
  walkCondition(condition, (part) => {
    if ("segment_id" in part) segments.push(part.segment_id);
    else if ("message" in part && part.node_id) nodes.push(part.node_id);
    else if ("visits" in part) nodes.push(part.visits);
    else if ("arm" in part) nodes.push(part.arm);
  });
  return { segments, nodes };
}
