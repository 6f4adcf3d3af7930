import * as z from "zod";
import { externalIdSchema, timeSchema } from "./common";

export const whyQuerySchema = z.object({
  external_id: externalIdSchema,
  /** asks about one step; without it about the journey as a whole */
  node_id: z.string().min(1).max(64).optional(),
});

/** What decided it, first of all. */
export const whyCodeSchema = z.enum([
  // never entered
  "never_published",
  "no_event",
  "not_live",
  "trigger_filter",
  "reentry",
  "not_eligible",
  "no_consent",
  "outside_hours",
  "cooling_down",
  "person_limit",
  "total_limit",
  "chain_too_long",
  "paused",
  "refused",
  "not_added",
  "unknown",
  // entered, and did not get to the step
  "not_in_version",
  "starting",
  "waiting",
  "other_way",
  "goal",
  "exit_rule",
  "ended",
  "quarantined",
  // got to the step
  "passed",
  "skipped",
  "queued",
  "sent",
  "failed",
  "uncertain",
]);

const linkSchema = z.object({
  kind: z.enum(["enrollment", "message", "node"]),
  id: z.string(),
});

export const evidenceSchema = z.object({
  text: z.string(),
  at: timeSchema.nullable(),
  link: linkSchema.nullable(),
});
export type Evidence = z.output<typeof evidenceSchema>;

export const whySchema = z.object({
  /** they got what was asked for: into the journey, or the step was performed for them */
  got: z.boolean(),
  code: whyCodeSchema,
  sentence: z.string(),
  at: timeSchema.nullable(),
  /** waiting: until when; null: without a limit, or not waiting */
  until: timeSchema.nullable(),
  evidence: z.array(evidenceSchema),
  enrollment_id: z.string().nullable(),
  node_id: z.string().nullable(),
  message_id: z.string().nullable(),
});
export type Why = z.output<typeof whySchema>;
