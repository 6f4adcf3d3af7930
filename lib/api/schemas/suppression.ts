import * as z from "zod";
import { listSchema, numericIdSchema, pageQuerySchema, timeSchema } from "./common";

export const suppressionReasonSchema = z.enum(["unsubscribed", "hard_bounce", "complaint", "manual", "inactive"]);

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
/** `address`: of an email; of pushes the person's external_id. */
export const suppressionCreateSchema = z
  .object({
    address: z.string().trim().min(1).max(256),
    channel: z.enum(["email", "push"]).default("email"),
  })
  .refine(
    ({ address, channel }) => channel !== "email" || (address.length <= 254 && z.email().safeParse(address).success),
    {
      path: ["address"],
      message: "Invalid email address",
    },
  );
