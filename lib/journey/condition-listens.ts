import type { Condition } from "./condition";
import { engagementEvents } from "./engagement-events";
import type { Listen } from "./outcome";
import { pathRoot } from "./read-path";

/** Any change of the person's own data: fields, attributes, tags, segments. */
export const CHANGE = "$change";

/**
 * What can turn a condition true or false while a person stands still, as event names and "$change". The passing of
 * time is not among it: conditions over windows and on the clock are looked at again with the next of these, and when the wait ends.
 */
export function conditionListens(condition: Condition): Listen[] {
  return [...new Set(collect(condition))];
}

function collect(condition: Condition): Listen[] {
  if ("all" in condition) return condition.all.flatMap(collect);
  if ("any" in condition) return condition.any.flatMap(collect);
  if ("none" in condition) return condition.none.flatMap(collect);
  if ("path" in condition) {
    const { root } = pathRoot(condition.path);
    return root === "field" || root === "attribute" || root === "standing" ? [CHANGE] : [];
  }
  if ("event" in condition) return [condition.event, ...(condition.where ? collect(condition.where) : [])];
  if ("segment_id" in condition || "tag" in condition) return [CHANGE];
  if ("message" in condition) return engagementEvents(condition);
  if ("consent" in condition) return [CHANGE, "email_unsubscribed"];
  return [];
}
