import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { jsonObjectSchema } from "@/lib/journey/json";
import { externalIdSchema, listSchema, timeSchema, uuidSchema } from "./common";

/** People that one request may name by id. */
export const BULK_IDS_MAX = 50_000;

/** Whom to put into a journey. */
export const bulkSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("everyone") }),
  z.strictObject({ kind: z.literal("segment"), segment_id: uuidSchema }),
  z.strictObject({ kind: z.literal("ids"), external_ids: z.array(externalIdSchema).min(1).max(BULK_IDS_MAX) }),
  /** whom the journey's triggers would let in if it happened now; `since`: how long ago an event may have been */
  z.strictObject({ kind: z.literal("matching"), since: durationSchema.default("P30D") }),
]);
export type BulkSource = z.output<typeof bulkSourceSchema>;

export const bulkEntryRequestSchema = z.object({
  source: bulkSourceSchema,
  /** what event.* means inside; for "matching" the event that matched is meant instead */
  properties: jsonObjectSchema.default({}),
});
export const bulkPreviewRequestSchema = z.object({
  source: bulkSourceSchema,
  /** for "matching": the triggers of the live version, or of the draft that is about to be published */
  of: z.enum(["live", "draft"]).default("live"),
});

export const bulkPreviewSchema = z.object({
  /** people meant; each enters at most as often as the journey's rules let them */
  total: z.number().int(),
  /** ids of the list that nobody has, the first 20 */
  unknown: z.array(z.string()),
  unknown_total: z.number().int(),
  /** "matching": for each trigger how many; null where it cannot be said beforehand, and then nobody is put in by it */
  triggers: z.array(z.object({ node_id: z.string(), type: z.string(), people: z.number().int().nullable() })),
});
export type BulkPreview = z.output<typeof bulkPreviewSchema>;

export const bulkEntrySchema = z.object({
  id: uuidSchema,
  journey_id: uuidSchema,
  source: z.enum(["everyone", "segment", "ids", "matching"]),
  status: z.enum(["running", "done", "stopped"]),
  total: z.number().int(),
  done: z.number().int(),
  entered: z.number().int(),
  /** reason → how many were turned away */
  refused: z.record(z.string(), z.number().int()),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});
export type BulkEntryResource = z.output<typeof bulkEntrySchema>;
export const bulkEntryListSchema = listSchema(bulkEntrySchema);
export const bulkEntryParamsSchema = z.object({ id: uuidSchema, bulk_id: uuidSchema });
