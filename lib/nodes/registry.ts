import { addTag } from "./add-tag/definition";
import { addToSegment } from "./add-to-segment/definition";
import { bestMatch } from "./best-match/definition";
import { branch } from "./branch/definition";
import { branchMulti } from "./branch-multi/definition";
import { branchScore } from "./branch-score/definition";
import { createTask } from "./create-task/definition";
import { crmUpsert } from "./crm-upsert/definition";
import type { NodeDefinition } from "./define-node";
import { email } from "./email/definition";
import { emitEvent } from "./emit-event/definition";
import { exit } from "./exit/definition";
import { goTo } from "./go-to/definition";
import { goal } from "./goal/definition";
import { push } from "./push/definition";
import { randomDelay } from "./random-delay/definition";
import { rateLimit } from "./rate-limit/definition";
import { removeFromSegment } from "./remove-from-segment/definition";
import { removeTag } from "./remove-tag/definition";
import { segmentCheck } from "./segment-check/definition";
import { split } from "./split/definition";
import { startJourney } from "./start-journey/definition";
import { stopEmails } from "./stop-emails/definition";
import { triggerAttributeChanged } from "./trigger-attribute-changed/definition";
import { triggerDateAttribute } from "./trigger-date-attribute/definition";
import { triggerEvent } from "./trigger-event/definition";
import { triggerInactivity } from "./trigger-inactivity/definition";
import { triggerLifecycleChanged } from "./trigger-lifecycle-changed/definition";
import { triggerManual } from "./trigger-manual/definition";
import { triggerPattern } from "./trigger-pattern/definition";
import { triggerSchedule } from "./trigger-schedule/definition";
import { triggerSegmentEntered } from "./trigger-segment-entered/definition";
import { triggerSegmentLeft } from "./trigger-segment-left/definition";
import { updateAttributes } from "./update-attributes/definition";
import { wait } from "./wait/definition";
import { waitBusinessHours } from "./wait-business-hours/definition";
import { waitForEvent } from "./wait-for-event/definition";
import { waitUntil } from "./wait-until/definition";
import { waitUntilDate } from "./wait-until-date/definition";
import { waitUntilTime } from "./wait-until-time/definition";
import { webhook } from "./webhook/definition";

/** Every node type there is, in the order of the palette. A new one is a folder and a line here. */
export const nodeRegistry = {
  "trigger.event": triggerEvent,
  "trigger.pattern": triggerPattern,
  "trigger.inactivity": triggerInactivity,
  "trigger.segment_entered": triggerSegmentEntered,
  "trigger.segment_left": triggerSegmentLeft,
  "trigger.attribute_changed": triggerAttributeChanged,
  "trigger.lifecycle_changed": triggerLifecycleChanged,
  "trigger.schedule": triggerSchedule,
  "trigger.date_attribute": triggerDateAttribute,
  "trigger.manual": triggerManual,
  email,
  push,
  wait,
  wait_until_time: waitUntilTime,
  wait_until_date: waitUntilDate,
  wait_business_hours: waitBusinessHours,
  random_delay: randomDelay,
  rate_limit: rateLimit,
  wait_for_event: waitForEvent,
  wait_until: waitUntil,
  branch,
  segment_check: segmentCheck,
  branch_multi: branchMulti,
  branch_score: branchScore,
  best_match: bestMatch,
  split,
  go_to: goTo,
  update_attributes: updateAttributes,
  add_tag: addTag,
  remove_tag: removeTag,
  stop_emails: stopEmails,
  add_to_segment: addToSegment,
  remove_from_segment: removeFromSegment,
  emit_event: emitEvent,
  start_journey: startJourney,
  create_task: createTask,
  webhook,
  crm_upsert: crmUpsert,
  goal,
  exit,
} satisfies Record<string, NodeDefinition>;

export type NodeType = keyof typeof nodeRegistry;

export const nodeTypes = Object.keys(nodeRegistry) as NodeType[];

/** The definition of a type; undefined for a type nobody has defined. */
export function nodeDefinition(type: string): NodeDefinition | undefined {
  return isNodeType(type) ? nodeRegistry[type] : undefined;
}

export function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(nodeRegistry, type);
}
