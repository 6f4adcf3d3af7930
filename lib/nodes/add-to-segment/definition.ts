import * as z from "zod";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import { nextPort } from "../next-port";

const schema = z.strictObject({ segment_id: z.string().trim().max(64) });
export type AddToSegmentConfig = z.output<typeof schema>;

export const addToSegment = defineAction<AddToSegmentConfig>({
  type: "add_to_segment",
  category: "data",
  label: "Add to a segment",
  description: "Puts the person into a manual segment. Journeys that start with it take them in at once.",
  keywords: ["list", "group", "audience", "member", "join", "subscribe"],
  icon: "user-plus",
  schema,
  defaults: { segment_id: "" },
  fields: [{ kind: "segment", name: "segment_id", label: "Segment", manualOnly: true }],
  ports: () => nextPort,
  summary: ({ segment_id }, names) => (segment_id ? `Add to “${names.segment(segment_id)}”` : "Choose a segment"),
  check: ({ segment_id }) => missing(segment_id, "segment_id", "Choose the segment."),
  references: ({ segment_id }) => (segment_id ? { segments: [segment_id], manualSegments: [segment_id] } : {}),
  writesSubscriber: true,
  step: ({ node }) => ({
    kind: "leave",
    port: "next",
    effects: [{ kind: "join_segment", segment_id: node.config.segment_id }],
  }),
});
