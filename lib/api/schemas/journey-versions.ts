import * as z from "zod";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import { resumeModeSchema } from "@/lib/journey/resume-mode";
import { timeSchema } from "./common";

const SPREAD_MAX_MS = 30 * 86_400_000;

const nodeIdSchema = z.string().min(1).max(64);
const place = {
  /** number of an older version */
  version: z.number().int().min(1),
  node_id: nodeIdSchema,
  /** refuse (409) when more people than this stand there by now */
  people_max: z.number().int().min(0).optional(),
};

/**
 * What becomes of people inside when a version is published. Whoever is not named finishes on the version they entered.
 * `people_max` keeps a step untouched at which more people stand by now than its author has seen.
 */
export const migrationPlanSchema = z.strictObject({
  /** people at steps that the new version has just as they are: leave them where they are, or move them along with their timers */
  unaffected: z.enum(["stay", "move"]).default("stay"),
  steps: z
    .array(
      z.discriminatedUnion("action", [
        z.strictObject({ ...place, action: z.literal("stay") }),
        z.strictObject({ ...place, action: z.literal("leave") }),
        /** they arrive anew at this step of the new version */
        z.strictObject({ ...place, action: z.literal("move"), to: nodeIdSchema }),
      ]),
    )
    .max(2_000)
    .default([]),
});

export type GuardedPlan = z.output<typeof migrationPlanSchema>;

const countSchema = z.number().int();

export const versionMigrationSchema = z.object({
  /** number of the version that people are moved to */
  version: z.number().int(),
  state: z.enum(["running", "done", "superseded"]),
  /** people in the chosen places when it was published */
  total: countSchema,
  moved: countSchema,
  left: countSchema,
  started_at: timeSchema,
  finished_at: timeSchema.nullable(),
});
/** null: nobody has ever been moved */
export const migrationAnswerSchema = z.object({ migration: versionMigrationSchema.nullable() });
export type VersionMigration = z.output<typeof versionMigrationSchema>;

export const publishPlanSchema = z.object({
  /** of the draft that was looked at */
  revision: z.number().int(),
  /** the number that publishing would make */
  version: z.number().int(),
  people: countSchema,
  unaffected: countSchema,
  /** everywhere that somebody stands, and what the draft does to that step */
  places: z.array(
    z.object({
      version: z.number().int(),
      node_id: z.string(),
      fate: z.enum(["unaffected", "changed", "removed"]),
      people: countSchema,
    }),
  ),
});
export type PublishPlan = z.output<typeof publishPlanSchema>;

const sideSchema = z
  .union([z.enum(["draft", "live", "asked"]), z.coerce.number().int().min(1).max(1_000_000)])
  .describe(
    "the draft, the live version (nothing before the first publish), what approval was asked for, or a version by its number",
  );

export const compareQuerySchema = z.object({ before: sideSchema, after: sideSchema });

const filledMailSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() });
export const mailChangeSchema = z.object({
  node_id: z.string(),
  /** null: no such mail on this side, or it cannot be written yet */
  before: filledMailSchema.nullable(),
  after: filledMailSchema.nullable(),
});
export type MailChange = z.output<typeof mailChangeSchema>;
/** Mails that differ, as one sample person would get them. */
export const comparisonSchema = z.object({ mails: z.array(mailChangeSchema) });

export const resumeRequestSchema = z
  .object({
    mode: resumeModeSchema.default("now"),
    /** over how long late people go on; spread only */
    window: durationSchema.optional(),
  })
  .superRefine(({ mode, window }, context) => {
    const parts = window === undefined ? undefined : parseDuration(window);
    const issue = (message: string) => context.addIssue({ code: "custom", path: ["window"], message });
    if (mode === "spread" && (!parts || approximateDurationMs(parts) <= 0)) issue("how long to spread over, e.g. PT4H");
    if (parts && approximateDurationMs(parts) > SPREAD_MAX_MS) issue("at most 30 days");
    if (mode !== "spread" && window !== undefined) issue("only with mode spread");
  })
  .prefault({});

/** The timers of everybody inside, for who decides on a pause, a resume or an end. */
export const journeyTimersSchema = z.object({
  /** the workspace's time of this count */
  now: timeSchema,
  paused_at: timeSchema.nullable(),
  people: countSchema,
  /** their time was up while the journey was paused */
  overdue: countSchema,
  /** an event or answer came for them during the pause, or they had only just entered: they go on however it is resumed */
  woken: countSchema,
  /** waiting for a span of time, overdue or not: what “shift” puts off */
  spans: countSchema,
  /** waiting for a time of day or a date */
  moments: countSchema,
  /** waiting without a limit of time */
  untimed: countSchema,
  /** timers that run out from now on, within … */
  due_within: z.object({ hour: countSchema, day: countSchema, week: countSchema }),
  /** mails and calls that are decided and have not gone out yet */
  unsent: countSchema,
});
export type JourneyTimers = z.output<typeof journeyTimersSchema>;
