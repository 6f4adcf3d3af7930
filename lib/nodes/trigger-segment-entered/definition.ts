import * as z from "zod";
import { missing } from "../condition-problems";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({ segment_id: z.string().trim().max(64), ...triggerControls });
export type TriggerSegmentEnteredConfig = z.output<typeof schema>;

export const triggerSegmentEntered = defineNode<TriggerSegmentEnteredConfig>({
  type: "trigger.segment_entered",
  category: "trigger",
  label: "Enters a segment",
  description: "People enter the moment they become a member of a segment.",
  keywords: ["start", "entry", "audience", "list", "group", "join"],
  icon: "users",
  schema,
  defaults: { segment_id: "" },
  fields: [{ kind: "segment", name: "segment_id", label: "Segment" }, ...triggerControlFields],
  ports: () => nextPort,
  summary: ({ segment_id }, names) =>
    segment_id ? `When entering “${names.segment(segment_id)}”` : "Choose a segment",
  check: ({ segment_id }) => missing(segment_id, "segment_id", "Choose the segment that starts the journey."),
  references: ({ segment_id }) => ({ segments: segment_id ? [segment_id] : [] }),
  step: leaveNext,
});
