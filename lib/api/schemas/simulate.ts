import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { startingScoresSchema } from "@/lib/journey/journey-test";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { externalIdSchema, numericIdSchema, timeSchema, versionNumberSchema } from "./common";
import { visitSchema } from "./enrollment";
import { messageEventSchema, messageStatusSchema } from "./message";
import { subscriberWriteSchema } from "./subscriber";

const eventName = z.string().min(1).max(200);

/** Somebody invented (`subscriber`) or somebody there is (`external_id`); without either an invented empty person. */
export const simulateRequestSchema = z
  .object({
    subscriber: subscriberWriteSchema
      .extend({ external_id: externalIdSchema.optional(), scores: startingScoresSchema.optional() })
      .optional(),
    external_id: externalIdSchema.optional(),
    trigger: z.object({ event: eventName.optional(), properties: jsonObjectSchema.default({}) }).optional(),
    /** `after`: how long after the start it arrives */
    events: z
      .array(z.object({ event: eventName, properties: jsonObjectSchema.default({}), after: durationSchema }))
      .max(100)
      .default([]),
    start_at: z.iso
      .datetime({ offset: true })
      .refine((time) => /^(?:19|2\d)\d\d-/.test(time), "a time between 1900 and 2999")
      .optional(),
    /** the saved draft, or a published version by its number */
    version: z.union([z.literal("draft"), versionNumberSchema]).default("draft"),
  })
  .refine((r) => !(r.subscriber && r.external_id), "either subscriber or external_id");
export type SimulateRequest = z.output<typeof simulateRequestSchema>;

export const storyMessageSchema = z.object({
  node_id: z.string(),
  /** the visit that decided it */
  visit: z.number().int(),
  channel: z.string(),
  at: timeSchema,
  to: z.string().nullable(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** of a call: what is asked of somebody else's server, with credentials covered up */
  request: jsonSchema.optional(),
  /** why it would not be sent, or could not be written */
  error: z.string().optional(),
});

/** One person's way through a graph: what would happen (simulate) or what did (replay). */
const storySchema = z.object({
  ended: z.enum(["completed", "exited", "waiting", "failed"]),
  reason: z.string().optional(),
  /** why nobody entered, with the values compared: "event.total 5 > 10" */
  refused: z.string().optional(),
  /** the draft, or a published version */
  version: z.union([z.literal("draft"), z.number().int()]),
  start_at: timeSchema,
  /** the person's zone: what waits are counted in */
  timezone: z.string(),
  /** where the person stands at the end; null when the run has ended */
  node_id: z.string().nullable(),
  /** until when they wait there; null: without a limit */
  due_at: timeSchema.nullable(),
  /** what they did meanwhile, in order, the trigger first */
  happened: z.array(z.object({ event: z.string(), at: timeSchema, properties: jsonObjectSchema })),
});

export const simulationSchema = storySchema.extend({
  visits: z.array(visitSchema.omit({ message_id: true })),
  messages: z.array(storyMessageSchema),
});
export type SimulationResource = z.output<typeof simulationSchema>;

export const replayMessageSchema = storyMessageSchema.extend({
  message_id: z.string(),
  status: messageStatusSchema,
  /** why it was skipped, failed or is uncertain, as a sentence */
  status_reason: z.string().nullable(),
  events: z.array(messageEventSchema),
});

/** What really happened to one run. */
export const replaySchema = storySchema.extend({
  enrollment_id: numericIdSchema,
  journey_id: z.string(),
  journey_name: z.string(),
  external_id: z.string(),
  /** the journey is paused: nothing moves until it goes on */
  paused: z.boolean(),
  visits: z.array(visitSchema),
  messages: z.array(replayMessageSchema),
});
export type ReplayResource = z.output<typeof replaySchema>;
