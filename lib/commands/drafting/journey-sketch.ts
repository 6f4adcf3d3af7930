import * as z from "zod";
import { textLimits } from "@/lib/email/text-limits";
import { jsonObjectSchema } from "@/lib/journey/json";

/**
 * How a language model reads and writes a journey: a journey's file (lib/api/schemas/journey-file.ts) made small. Each step says where it leads, mails
 * are words instead of blocks, and a step that stays as it is is its id alone. What a model adds beside that is passed over.
 */
export const SKETCH_STEPS_MAX = 300;
const MAILS_MAX = 60;
const PARAGRAPHS_MAX = 40;

const line = z.string().trim().min(1).max(textLimits.line);
const sketchMailSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  subject: line,
  /** what inboxes show after the subject */
  preview: z.string().max(textLimits.line).default(""),
  heading: line.optional(),
  paragraphs: z.array(z.string().max(5_000)).min(1).max(PARAGRAPHS_MAX),
  button: z
    .object({
      label: z.string().trim().min(1).max(textLimits.buttonLabel),
      href: z.string().trim().max(textLimits.href),
    })
    .nullish(),
});
export type SketchMail = z.output<typeof sketchMailSchema>;

const stepIdSchema = z.string().min(1).max(64);
const sketchStepSchema = z.object({
  id: stepIdSchema,
  /** absent: kind and settings are those of the step of this id that is there already */
  type: z.string().max(64).optional(),
  config: jsonObjectSchema.optional(),
  /** of an email step: the key of a mail, new or there already */
  mail: z.string().max(100).optional(),
  /** the next step, or one for each exit; null: it ends here. Absent: as it is now */
  next: z.union([stepIdSchema, z.record(z.string().max(64), stepIdSchema.nullable()), z.null()]).optional(),
});
export type SketchStep = z.output<typeof sketchStepSchema>;

export const journeySketchSchema = z.object({
  /** a sentence or two to whoever asked */
  say: z.string().max(2_000).default(""),
  name: z.string().trim().min(1).max(200).optional(),
  description: z.string().max(5_000).optional(),
  settings: jsonObjectSchema.optional(),
  steps: z.array(sketchStepSchema).max(SKETCH_STEPS_MAX),
  mails: z
    .record(z.string().max(100), sketchMailSchema)
    .default({})
    .refine((mails) => Object.keys(mails).length <= MAILS_MAX, `at most ${MAILS_MAX} mails`),
});
export type JourneySketch = z.output<typeof journeySketchSchema>;
