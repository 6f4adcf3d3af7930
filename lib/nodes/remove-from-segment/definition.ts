import * as z from "zod";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import { nextPort } from "../next-port";

const schema = z.strictObject({ segment_id: z.string().trim().max(64) });
export type RemoveFromSegmentConfig = z.output<typeof schema>;

export const removeFromSegment = defineAction<RemoveFromSegmentConfig>({
  type: "remove_from_segment",
  category: "data",
  label: "Remove from a segment",
  description: "Takes the person out of a manual segment. Journeys that start with leaving it take them in at once.",
  keywords: ["list", "group", "audience", "member", "leave", "unsubscribe"],
  icon: "user-minus",
  schema,
  defaults: { segment_id: "" },
  fields: [{ kind: "segment", name: "segment_id", label: "Segment", manualOnly: true }],
  ports: () => nextPort,
  summary: ({ segment_id }, names) => (segment_id ? `Remove from “${names.segment(segment_id)}”` : "Choose a segment"),
  check: ({ segment_id }) => missing(segment_id, "segment_id", "Choose the segment."),
  references: ({ segment_id }) => (segment_id ? { segments: [segment_id], manualSegments: [segment_id] } : {}),
  writesSubscriber: true,
  step: ({ node }) => ({
    kind: "leave",
    port: "next",
    effects: [{ kind: "leave_segment", segment_id: node.config.segment_id }],
  }),
});
