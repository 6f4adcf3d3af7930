import * as z from "zod";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { externalIdSchema, listSchema, numericIdSchema, pageQuerySchema, timeSchema } from "./common";

export const enrollmentStateSchema = z.enum(["active", "completed", "exited", "failed"]);

export const enrollmentSchema = z.object({
  id: numericIdSchema,
  journey_id: z.string(),
  version: z.number().int(),
  external_id: externalIdSchema,
  state: enrollmentStateSchema,
  entered_at: timeSchema,
  ended_at: timeSchema.nullable(),
  end_reason: z.string().nullable(),
});
export type EnrollmentResource = z.output<typeof enrollmentSchema>;
export const enrollmentListSchema = listSchema(enrollmentSchema);
export const enrollmentListQuerySchema = pageQuerySchema.extend({
  state: enrollmentStateSchema.optional(),
  external_id: externalIdSchema.optional(),
});

/** A value that a decision looked at. */
export const seenSchema = z.object({
  path: z.string(),
  op: z.string().optional(),
  expected: jsonSchema.optional(),
  value: jsonSchema.optional(),
  /** it stood under a not: the opposite was asked */
  negated: z.literal(true).optional(),
  /** of events and mails: how far back was looked */
  within: z.string().optional(),
  since: z.literal("entry").optional(),
  /** of events: only those whose properties matched a filter count */
  matching: z.literal(true).optional(),
});

/** One arrival at a node, put together from what the walks logged. */
export const visitSchema = z.object({
  /** number of the visit in the run, from 0 */
  visit: z.number().int(),
  node_id: z.string(),
  type: z.string(),
  entered_at: timeSchema,
  /** null while standing here */
  left_at: timeSchema.nullable(),
  /** the exit taken; null while waiting and where the run ended */
  port: z.string().nullable(),
  outcome: z.enum(["passed", "waiting", "skipped", "ended", "failed", "dropped"]),
  reason: z.string().optional(),
  seen: z.array(seenSchema).optional(),
  /** what it decided on which values, in one line: "lifetime_value 1,250 > 1,000 → Yes" */
  decision: z.string().optional(),
  /** the send this visit decided */
  message_id: z.string().optional(),
});
export type VisitResource = z.output<typeof visitSchema>;

export const enrollmentDetailSchema = enrollmentSchema.extend({
  journey_name: z.string(),
  /** where the person stands; null when the run has ended */
  node_id: z.string().nullable(),
  due_at: timeSchema.nullable(),
  trigger: z.object({
    node_id: z.string(),
    event: z.string().optional(),
    properties: jsonObjectSchema,
    at: timeSchema,
  }),
  visits: z.array(visitSchema),
});
export type EnrollmentDetail = z.output<typeof enrollmentDetailSchema>;

export const enrollRequestSchema = z.object({
  external_id: externalIdSchema,
  properties: jsonObjectSchema.default({}),
});

export const exitRequestSchema = z.object({ reason: z.string().min(1).max(200).optional() }).optional();
