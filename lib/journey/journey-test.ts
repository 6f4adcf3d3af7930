import * as z from "zod";
import { durationSchema } from "./duration";
import { jsonObjectSchema, jsonSchema } from "./json";

/**
 * A saved case of a journey: somebody invented (or a copy of somebody real), what makes them enter, what they do later, and what must
 * come of it. Times are relative to `start_at`, so a case says the same today and next year.
 */
const eventNameSchema = z.string().min(1).max(200);
const text = (max: number) => z.string().max(max).nullable().optional();

/** What somebody is worth at the start, all of their past included; without it their history decides. What they do afterwards adds to it. */
export const startingScoresSchema = z.strictObject({
  lead: z.number().min(0).max(1_000_000).optional(),
  engagement: z.number().min(0).max(100).optional(),
});

export const testPersonSchema = z.strictObject({
  external_id: z.string().min(1).max(256).optional(),
  email: text(254),
  phone: text(50),
  first_name: text(200),
  last_name: text(200),
  timezone: text(64),
  locale: text(35),
  lifecycle_stage: text(50),
  attributes: jsonObjectSchema.optional(),
  tags: z.array(z.string().min(1).max(200)).max(500).optional(),
  scores: startingScoresSchema.optional(),
  /** ids of the segments they are in */
  segments: z.array(z.string().min(1).max(64)).max(500).optional(),
  /** what they did before they entered; `before`: how long before the start */
  history: z
    .array(z.strictObject({ event: eventNameSchema, properties: jsonObjectSchema.default({}), before: durationSchema }))
    .max(500)
    .optional(),
});

const expectationSchema = z.strictObject({
  /** the steps passed, in order; without a port any exit will do */
  path: z
    .array(z.strictObject({ node_id: z.string().min(1).max(64), port: z.string().min(1).max(64).optional() }))
    .max(1_000)
    .optional(),
  /** "exact": these steps and no others; "in_order": others may lie between */
  path_match: z.enum(["exact", "in_order"]).default("exact"),
  /** the mails, in order and no others */
  messages: z
    .array(
      z.strictObject({ node_id: z.string().min(1).max(64), subject_contains: z.string().min(1).max(998).optional() }),
    )
    .max(1_000)
    .optional(),
  ended: z.enum(["completed", "exited", "failed", "waiting"]).optional(),
  reason: z.string().min(1).max(200).optional(),
});
export type Expectation = z.output<typeof expectationSchema>;

export const journeyTestCaseSchema = z.strictObject({
  person: testPersonSchema.default({}),
  /** `event` absent: entered by hand */
  trigger: z
    .strictObject({ event: eventNameSchema.optional(), properties: jsonObjectSchema.default({}) })
    .default({ properties: {} }),
  /** `after`: how long after the start it arrives */
  events: z
    .array(z.strictObject({ event: eventNameSchema, properties: jsonObjectSchema.default({}), after: durationSchema }))
    .max(100)
    .default([]),
  start_at: z.iso.datetime({ offset: true }),
  /** node id → what its webhook answers; without it every call succeeds with {} */
  webhooks: z.record(z.string().max(64), z.strictObject({ ok: z.boolean(), value: jsonSchema })).optional(),
  expect: expectationSchema.refine(
    ({ path, messages, ended, reason }) => path || messages || ended || reason,
    "say at least one thing that must come of it",
  ),
});
export type JourneyTestCase = z.output<typeof journeyTestCaseSchema>;
