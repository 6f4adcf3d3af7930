import * as z from "zod";
import { jsonSchema } from "@/lib/journey/json";
import { externalIdSchema, listSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

export const messageStatusSchema = z.enum(["queued", "sending", "sent", "failed", "skipped", "uncertain"]);

export const messageSchema = z.object({
  id: uuidSchema,
  channel: z.string(),
  /** whose doing it is: a journey's step, somebody who tries out a mail, POST /send, or a notice of an approval or a mention to the team */
  origin: z.enum(["journey", "test", "api", "notice"]),
  status: messageStatusSchema,
  /** why it was skipped, failed or is uncertain */
  reason: z.string().nullable(),
  external_id: externalIdSchema.nullable(),
  /** null until it was written; for a webhook the URL */
  to: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  /** null for what no journey sends */
  journey_id: z.string().nullable(),
  journey_name: z.string().nullable(),
  version: z.number().int().nullable(),
  node_id: z.string().nullable(),
  enrollment_id: z.string().nullable(),
  attempts: z.number().int(),
  provider: z.string().nullable(),
  created_at: timeSchema,
  due_at: timeSchema,
  sent_at: timeSchema.nullable(),
  delivered_at: timeSchema.nullable(),
  opened_at: timeSchema.nullable(),
  clicked_at: timeSchema.nullable(),
  bounced_at: timeSchema.nullable(),
  complained_at: timeSchema.nullable(),
  unsubscribed_at: timeSchema.nullable(),
});
export type MessageResource = z.output<typeof messageSchema>;
export const messageListSchema = listSchema(messageSchema);
export const messageListQuerySchema = pageQuerySchema.extend({
  journey_id: uuidSchema.optional(),
  node_id: z.string().max(64).optional(),
  enrollment_id: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  external_id: externalIdSchema.optional(),
  channel: z.string().max(20).optional(),
  status: messageStatusSchema.optional(),
  /** text in subject or address */
  search: z.string().max(200).optional(),
});

export const messageEventSchema = z.object({
  kind: z.string(),
  at: timeSchema,
  url: z.string().nullable(),
  /** done by a program (a scanner, a proxy), not by the person */
  machine: z.boolean(),
});

export const messageDetailSchema = messageSchema.extend({
  html: z.string().nullable(),
  text: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  /** webhooks: what was asked for */
  request: jsonSchema.nullable(),
  events: z.array(messageEventSchema),
});
export type MessageDetail = z.output<typeof messageDetailSchema>;
