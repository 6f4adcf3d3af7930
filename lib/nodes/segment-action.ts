import * as z from "zod";
import { missing } from "./condition-problems";
import { defineAction } from "./define-action";
import { nextPort } from "./next-port";

const schema = z.strictObject({ segment_id: z.string().trim().max(64) });

type SegmentAction = {
  type: "add_to_segment" | "remove_from_segment";
  label: string;
  description: string;
  keywords: string[];
  icon: string;
  /** the sentence on the card, begun: "Add to" */
  verb: string;
  effect: "join_segment" | "leave_segment";
};

/** A step that changes whether the person is in a manual segment. */
export function segmentAction({ verb, effect, ...words }: SegmentAction) {
  return defineAction<z.output<typeof schema>>({
    ...words,
    category: "data",
    schema,
    defaults: { segment_id: "" },
    fields: [{ kind: "segment", name: "segment_id", label: "Segment", manualOnly: true }],
    ports: () => nextPort,
    summary: ({ segment_id }, names) => (segment_id ? `${verb} “${names.segment(segment_id)}”` : "Choose a segment"),
    check: ({ segment_id }) => missing(segment_id, "segment_id", "Choose the segment."),
    references: ({ segment_id }) => (segment_id ? { segments: [segment_id], manualSegments: [segment_id] } : {}),
    writesSubscriber: true,
    step: ({ node }) => ({
      kind: "leave",
      port: "next",
      effects: [{ kind: effect, segment_id: node.config.segment_id }],
    }),
  });
}
