import * as z from "zod";
import { listSchema, numericIdSchema, pageQuerySchema, timeSchema } from "./common";

export const suppressionReasonSchema = z.enum(["unsubscribed", "hard_bounce", "complaint", "manual"]);

export const suppressionSchema = z.object({
  id: numericIdSchema,
  channel: z.string(),
  address: z.string(),
  reason: suppressionReasonSchema,
  created_at: timeSchema,
});
export type SuppressionResource = z.output<typeof suppressionSchema>;
export const suppressionListSchema = listSchema(suppressionSchema);
export const suppressionListQuerySchema = pageQuerySchema.extend({
  search: z.string().max(320).optional(),
  reason: suppressionReasonSchema.optional(),
});
export const suppressionCreateSchema = z.object({
  address: z.email().max(254),
  channel: z.literal("email").default("email"),
});
