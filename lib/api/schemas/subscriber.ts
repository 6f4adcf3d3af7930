import * as z from "zod";
import { JSON_KEY_LENGTH_MAX, jsonProblem } from "@/lib/api/ingestion/check-json";
import { jsonObjectSchema } from "@/lib/journey/json";
import { reservedProblem } from "../reserved-problem";
import { externalIdSchema, listSchema, numericIdSchema, pageQuerySchema, timeSchema } from "./common";
import { zoneSchema } from "./zone";

const text = (max: number) => z.string().max(max).nullable().optional();

const emailSchema = z.email().max(254);

/** An attribute that is called as a field is that field, and what it may hold is what it may hold as a trait. */
const attributesSchema = jsonObjectSchema.superRefine((value, context) => {
  for (const [name, held] of Object.entries(value)) {
    const unfit = jsonProblem({ [name]: held });
    if (unfit) context.addIssue({ code: "custom", path: [name.slice(0, JSON_KEY_LENGTH_MAX)], message: unfit });
  }
  const problem = reservedProblem(value);
  if (problem) context.addIssue({ code: "custom", path: [problem.name], message: problem.message });
  else if (value.email !== undefined && !emailSchema.nullable().safeParse(value.email).success)
    context.addIssue({ code: "custom", path: ["email"], message: "must be an address" });
});

const tagsSchema = z.array(z.string().min(1).max(200)).max(500);

/**
 * What PUT takes. Absent fields stay as they are, null clears; attributes are merged key by key. `tags` replaces all tags; `add_tags` and
 * `remove_tags` leave the others as they are by then.
 */
export const subscriberWriteSchema = z.object({
  email: emailSchema.nullable().optional(),
  phone: text(50),
  first_name: text(200),
  last_name: text(200),
  timezone: zoneSchema.nullable().optional(),
  locale: text(35),
  lifecycle_stage: text(50),
  attributes: attributesSchema.optional(),
  tags: tagsSchema.optional(),
  add_tags: tagsSchema.optional(),
  remove_tags: tagsSchema.optional(),
});
export type SubscriberWrite = z.output<typeof subscriberWriteSchema>;

export const subscriberSchema = z.object({
  id: numericIdSchema,
  external_id: externalIdSchema,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  timezone: z.string().nullable(),
  locale: z.string().nullable(),
  lifecycle_stage: z.string().nullable(),
  attributes: jsonObjectSchema,
  tags: z.array(z.string()),
  /** global unsubscribe from marketing mail */
  unsubscribed_at: timeSchema.nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type SubscriberResource = z.output<typeof subscriberSchema>;

/** `search` looks into external id, e-mail and names. */
export const subscriberListQuerySchema = pageQuerySchema.extend({
  search: z.string().max(200).optional(),
  tag: z.string().max(200).optional(),
  segment_id: z.uuid().optional(),
});
export const subscriberListSchema = listSchema(subscriberSchema);

export const subscriberParamsSchema = z.object({ external_id: externalIdSchema });

/** One line of a person's timeline, newest first. */
export const timelineItemSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    id: z.string(),
    at: timeSchema,
    event: z.string(),
    occurred_at: timeSchema,
    properties: jsonObjectSchema,
  }),
  z.object({
    kind: z.literal("entered"),
    id: z.string(),
    at: timeSchema,
    enrollment_id: z.string(),
    journey_id: z.string(),
    journey_name: z.string(),
  }),
  z.object({
    kind: z.literal("ended"),
    id: z.string(),
    at: timeSchema,
    enrollment_id: z.string(),
    journey_id: z.string(),
    journey_name: z.string(),
    state: z.enum(["completed", "exited", "failed"]),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("message"),
    id: z.string(),
    at: timeSchema,
    message_id: z.string(),
    channel: z.string(),
    status: z.string(),
    subject: z.string().nullable(),
    reason: z.string().nullable(),
    journey_id: z.string().nullable(),
    journey_name: z.string().nullable(),
    node_id: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("engagement"),
    id: z.string(),
    at: timeSchema,
    message_id: z.string(),
    channel: z.string(),
    engagement: z.string(),
    url: z.string().nullable(),
    machine: z.boolean(),
  }),
]);
export type TimelineItem = z.output<typeof timelineItemSchema>;
export const timelineSchema = listSchema(timelineItemSchema);

/** Everything that is kept about a person; a download for them. */
export const subscriberExportSchema = z.object({
  subscriber: subscriberSchema,
  events: z.array(z.unknown()),
  enrollments: z.array(z.unknown()),
  messages: z.array(z.unknown()),
  tasks: z.array(z.unknown()),
  /** that may be pushed to */
  browsers: z.array(z.unknown()),
  segments: z.array(z.unknown()),
  /** what is kept of their activity's worth, one row where the workspace scores */
  scores: z.array(z.unknown()),
  suppressions: z.array(z.unknown()),
});
export type SubscriberExport = z.output<typeof subscriberExportSchema>;
