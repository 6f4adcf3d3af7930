import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { externalIdSchema, listSchema, nameSchema, timeSchema, uuidSchema } from "./common";
import { subscriberSchema } from "./subscriber";

export const segmentSchema = z.object({
  id: uuidSchema,
  name: z.string(),
  description: z.string(),
  /** manual: people are put in by hand, by the API and by journeys; there is no condition */
  kind: z.enum(["dynamic", "manual"]),
  condition: conditionSchema.nullable(),
  member_count: z.number().int(),
  /** raised by every change of name, description or condition */
  revision: z.number().int(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type SegmentResource = z.output<typeof segmentSchema>;
export const segmentListSchema = listSchema(segmentSchema);

export const segmentCreateSchema = z
  .object({
    name: nameSchema,
    description: z.string().max(5_000).default(""),
    /** absent: dynamic. manual: people are put in by hand, by the API and by journeys */
    kind: z.enum(["dynamic", "manual"]).optional(),
    /** required unless manual */
    condition: conditionSchema.optional(),
  })
  .refine(({ kind, condition }) => kind === "manual" || condition !== undefined, {
    path: ["condition"],
    message: "a dynamic segment needs a condition",
  })
  .refine(({ kind, condition }) => kind !== "manual" || condition === undefined, {
    path: ["condition"],
    message: "a manual segment has no condition",
  });
export type SegmentCreate = z.output<typeof segmentCreateSchema>;

export const segmentPatchSchema = z.object({
  name: nameSchema.optional(),
  description: z.string().max(5_000).optional(),
  condition: conditionSchema.optional(),
});
export type SegmentPatch = z.output<typeof segmentPatchSchema>;

export const segmentMembersRequestSchema = z.object({
  external_ids: z.array(externalIdSchema).min(1).max(1_000),
});
export const segmentMembersChangedSchema = z.object({
  /** who really came or went */
  changed: z.number().int(),
  /** external ids of nobody */
  unknown: z.array(z.string()),
});
export type SegmentMembersChanged = z.output<typeof segmentMembersChangedSchema>;

export const segmentMemberSchema = z.object({ subscriber: subscriberSchema, entered_at: timeSchema });
export type SegmentMember = z.output<typeof segmentMemberSchema>;
export const segmentMembersSchema = listSchema(segmentMemberSchema);

export const segmentPreviewRequestSchema = z.object({ condition: conditionSchema });
export const segmentPreviewSchema = z.object({ count: z.number().int(), sample: z.array(subscriberSchema) });
export type SegmentPreview = z.output<typeof segmentPreviewSchema>;
