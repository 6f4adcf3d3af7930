import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { jsonObjectSchema } from "@/lib/journey/json";
import { externalIdSchema, timeSchema } from "./common";
import { visitSchema } from "./enrollment";
import { subscriberWriteSchema } from "./subscriber";

const eventName = z.string().min(1).max(200);

/** Somebody invented (`subscriber`) or somebody there is (`external_id`); without either an invented empty person. */
export const simulateRequestSchema = z
  .object({
    subscriber: subscriberWriteSchema.extend({ external_id: externalIdSchema.optional() }).optional(),
    external_id: externalIdSchema.optional(),
    trigger: z.object({ event: eventName.optional(), properties: jsonObjectSchema.default({}) }).optional(),
    /** `after`: how long after the start it arrives */
    events: z
      .array(z.object({ event: eventName, properties: jsonObjectSchema.default({}), after: durationSchema }))
      .max(100)
      .default([]),
    start_at: z.iso.datetime({ offset: true }).optional(),
    /** the saved draft, or a published version by its number */
    version: z.union([z.literal("draft"), z.number().int().min(1)]).default("draft"),
  })
  .refine((r) => !(r.subscriber && r.external_id), "either subscriber or external_id");
export type SimulateRequest = z.output<typeof simulateRequestSchema>;

export const simulatedMessageSchema = z.object({
  node_id: z.string(),
  channel: z.string(),
  at: timeSchema,
  to: z.string().nullable(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** why it would not be sent, or could not be written */
  error: z.string().optional(),
});

export const simulationSchema = z.object({
  visits: z.array(visitSchema.omit({ message_id: true })),
  messages: z.array(simulatedMessageSchema),
  ended: z.enum(["completed", "exited", "waiting", "failed"]),
  reason: z.string().optional(),
});
export type SimulationResource = z.output<typeof simulationSchema>;
