import * as z from "zod";
import { listSchema, timeSchema, uuidSchema } from "./common";

/** At most so many sign at once; making another ends the oldest. */
export const WEBHOOK_SECRETS_MAX = 3;

export const webhookSecretSchema = z.object({
  id: uuidSchema,
  /** the last four characters */
  hint: z.string(),
  created_at: timeSchema,
  /** until when calls are signed with it; null: without an end */
  ends_at: timeSchema.nullable(),
});
export type WebhookSecretResource = z.output<typeof webhookSecretSchema>;
export const webhookSecretListSchema = listSchema(webhookSecretSchema);

export const webhookSecretCreateSchema = z.strictObject({
  /** how long the secrets before stay valid beside the new one; 0 ends them at once */
  overlap_hours: z
    .number()
    .int()
    .min(0)
    .max(24 * 30)
    .default(24),
});
export type WebhookSecretCreate = z.output<typeof webhookSecretCreateSchema>;
/** The secret is shown once. */
export const webhookSecretCreatedSchema = webhookSecretSchema.extend({ secret: z.string() });
export type WebhookSecretCreated = z.output<typeof webhookSecretCreatedSchema>;
