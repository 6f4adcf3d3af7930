import * as z from "zod";
import { jsonObjectSchema } from "@/lib/journey/json";
import { externalIdSchema, uuidSchema } from "./common";

/** One mail, now, to somebody we know: who is erased takes it along. */
export const sendRequestSchema = z
  .strictObject({
    external_id: externalIdSchema,
    /** another address than the person's own */
    to: z.string().min(3).max(254).optional(),
    /** a template by its id, or a mail in code as `code:<key>` */
    template_id: z.string().min(1).max(64).optional(),
    /** the short form: text with Liquid and links, laid out by the default template */
    subject: z.string().trim().min(1).max(998).optional(),
    body: z.string().trim().min(1).max(100_000).optional(),
    /** what `event.*` is in the mail */
    properties: jsonObjectSchema.default({}),
  })
  .refine(
    ({ template_id, subject, body }) =>
      template_id === undefined
        ? subject !== undefined && body !== undefined
        : subject === undefined && body === undefined,
    { path: ["template_id"], message: "either template_id, or subject and body" },
  );
export type SendRequest = z.output<typeof sendRequestSchema>;

export const sendAcceptedSchema = z.object({
  /** GET /messages/{id} says what becomes of it */
  message_id: uuidSchema,
  to: z.string(),
  subject: z.string(),
});
