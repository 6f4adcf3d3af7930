import * as z from "zod";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import {
  fieldErrorSchema,
  listSchema,
  nameSchema,
  pageQuerySchema,
  rangeQuerySchema,
  timeSchema,
  uuidSchema,
} from "./common";
import { migrationPlanSchema } from "./journey-versions";

export const journeyStatusSchema = z.enum(["draft", "active", "paused", "completed", "archived"]);

export const journeyTotalsSchema = z.object({
  entered: z.number().int(),
  active: z.number().int(),
  completed: z.number().int(),
  exited: z.number().int(),
  failed: z.number().int(),
});

export const journeySchema = z.object({
  id: uuidSchema,
  name: z.string(),
  description: z.string(),
  status: journeyStatusSchema,
  settings: journeySettingsSchema,
  /** the draft; what people walk through is the live version */
  graph: graphSchema,
  /** number of the live version; null before the first publish */
  version: z.number().int().nullable(),
  /** raised by every saved change; send it back as If-Match */
  revision: z.number().int(),
  /** the draft says something else than the live version (true before the first publish) */
  unpublished_changes: z.boolean(),
  /** all runs so far */
  totals: journeyTotalsSchema,
  /** since when everything but the hand-over is done; null: it is in no dry run */
  dry_run_since: timeSchema.nullable(),
  published_at: timeSchema.nullable(),
  /** the open request for approval, where the workspace publishes nothing without; whether the draft is still what was asked for: its approvals say */
  approval: z.object({ id: uuidSchema, state: z.enum(["waiting", "approved", "changes_asked"]) }).nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type JourneyResource = z.output<typeof journeySchema>;

export const journeyListSchema = listSchema(journeySchema);
export const journeyListQuerySchema = pageQuerySchema.extend({
  status: journeyStatusSchema.optional(),
  search: z.string().max(200).optional(),
});

/** A draft is saved even when it cannot be published: only its shape is checked here. */
export const journeyCreateSchema = z.object({
  name: nameSchema,
  description: z.string().max(5_000).default(""),
  settings: journeySettingsSchema.default({ reentry: { policy: "once_at_a_time" } }),
  graph: graphSchema.default({ nodes: [], edges: [] }),
});
export type JourneyCreate = z.output<typeof journeyCreateSchema>;

/** Each given field replaces the whole old one. */
export const journeyPatchSchema = z.object({
  name: nameSchema.optional(),
  description: z.string().max(5_000).optional(),
  settings: journeySettingsSchema.optional(),
  graph: graphSchema.optional(),
});
export type JourneyPatch = z.output<typeof journeyPatchSchema>;

export const journeyVersionSchema = z.object({
  number: z.number().int(),
  live: z.boolean(),
  graph: graphSchema,
  settings: journeySettingsSchema,
  published_at: timeSchema,
  published_by: z.string().nullable(),
});
export type JourneyVersionResource = z.output<typeof journeyVersionSchema>;
export const journeyVersionListSchema = listSchema(journeyVersionSchema);

/** Nothing need be sent: what is absent is not wanted. */
export const publishRequestSchema = z
  .object({
    /** begin a dry run with this version; absent: as the journey is now */
    dry_run: z.literal(true).optional(),
    /** publish although tests fail; the reason is kept in the audit log */
    override_tests: z.object({ reason: z.string().trim().min(3).max(1_000) }).optional(),
    /** publish what nobody else has approved, where the workspace wants that; the reason is kept in the audit log */
    override_approval: z.object({ reason: z.string().trim().min(3).max(1_000) }).optional(),
    /** the draft's revision that was looked at; 409 when it has been saved since */
    revision: z.number().int().optional(),
    migration: migrationPlanSchema.optional(),
  })
  .prefault({});
export type PublishRequest = z.output<typeof publishRequestSchema>;

export const dryRunRequestSchema = z.discriminatedUnion("on", [
  z.object({ on: z.literal(true) }),
  z.object({
    on: z.literal(false),
    /** who entered during the dry run: leaves and may enter again, or goes on for real */
    people: z.enum(["leave", "continue"]).default("leave"),
  }),
]);
export type DryRunRequest = z.output<typeof dryRunRequestSchema>;

/** A line of the 422 that publishing answers. */
export const publishProblemSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  node_id: z.string().optional(),
  field: z.string().optional(),
  /** the place in the step's template, when it has one */
  mail: z.object({ template_id: z.string(), block_id: z.string().optional(), field: z.string().optional() }).optional(),
});
export const mailProblemsSchema = z.object({ problems: z.array(publishProblemSchema) });
export type MailProblems = z.output<typeof mailProblemsSchema>;
export const publishedSchema = journeySchema.extend({ warnings: z.array(publishProblemSchema) });
export const publishProblemsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.literal(422),
  detail: z.string(),
  errors: z.array(fieldErrorSchema),
  /** errors and warnings */
  problems: z.array(publishProblemSchema),
});

const countSchema = z.number().int();
export const nodeCountsSchema = z.object({
  /** standing here now */
  waiting: countSchema,
  entered: countSchema,
  /** by port; `goal_reached`: drawn to a goal further on, `moved`: taken over by a newer version */
  left: z.record(z.string(), countSchema),
  failed: countSchema,
  skipped: countSchema,
  /** by reason */
  skipped_by: z.record(z.string(), countSchema),
  /** left the journey while standing here */
  dropped: countSchema,
  /** people who stand still here, as the watchdog found them last */
  stuck: z.array(z.object({ kind: z.string(), people: countSchema, since: timeSchema.nullable(), detail: z.string() })),
});
/** Without a range: since ever. `waiting` and `stuck` are always now. */
export const journeyCountsQuerySchema = rangeQuerySchema.extend({
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
});
export const journeyCountsSchema = z.object({
  version: z.number().int().nullable(),
  nodes: z.record(z.string(), nodeCountsSchema),
});
export type JourneyCounts = z.output<typeof journeyCountsSchema>;

export const journeyPeopleQuerySchema = pageQuerySchema.extend({
  node_id: z.string().max(64).optional(),
  /** waiting: standing at the node now; passed: have left it; else the run's state */
  state: z.enum(["waiting", "passed", "active", "completed", "exited", "failed"]).default("waiting"),
});
export const journeyPersonSchema = z.object({
  enrollment_id: z.string(),
  external_id: z.string(),
  email: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  state: z.enum(["active", "completed", "exited", "failed"]),
  node_id: z.string().nullable(),
  /** arrival at the node, or at the journey's end */
  at: timeSchema,
  due_at: timeSchema.nullable(),
});
export type JourneyPerson = z.output<typeof journeyPersonSchema>;
export const journeyPeopleSchema = listSchema(journeyPersonSchema);
