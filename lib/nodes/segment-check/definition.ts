import * as z from "zod";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { missing } from "../condition-problems";
import { defineNode } from "../define-node";
import { whenDecided } from "../when-decided";

const schema = z.strictObject({ segment_id: z.string().trim().max(64) });
export type SegmentCheckConfig = z.output<typeof schema>;

export const segmentCheck = defineNode<SegmentCheckConfig>({
  type: "segment_check",
  category: "logic",
  label: "Segment check",
  description: "Splits people by whether they are in a segment when they get here.",
  keywords: ["member", "audience", "list", "group", "belongs", "if"],
  icon: "users",
  schema,
  defaults: { segment_id: "" },
  fields: [{ kind: "segment", name: "segment_id", label: "Segment" }],
  ports: () => [
    { key: "yes", label: "In it" },
    { key: "no", label: "Not in it" },
  ],
  summary: ({ segment_id }, names) => (segment_id ? `In “${names.segment(segment_id)}”?` : "Choose a segment"),
  check: ({ segment_id }) => missing(segment_id, "segment_id", "Choose the segment to ask about."),
  references: ({ segment_id }) => ({ segments: segment_id ? [segment_id] : [] }),
  step: ({ node, facts, env }) =>
    whenDecided(evaluateCondition({ segment_id: node.config.segment_id }, facts, env.now), (inside, seen) => ({
      kind: "leave",
      port: inside ? "yes" : "no",
      seen,
    })),
});
