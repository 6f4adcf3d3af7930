import * as z from "zod";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { uuidSchema } from "./common";
import { publishProblemSchema } from "./journey";
import { testRunSchema } from "./journey-test";
import { mailChangeSchema } from "./journey-versions";

const DRAFTING_TEXT_MAX = 4_000;

export const draftingRequestSchema = z.strictObject({
  /** what the journey should do, or what is to change in it, in the author's words */
  text: z.string().trim().min(1).max(DRAFTING_TEXT_MAX),
});

const changeLineSchema = z.object({
  /** of the step; absent: it is about the journey as a whole */
  id: z.string().optional(),
  kind: z.enum(["added", "removed", "changed", "moved", "unchanged", "settings", "ways"]),
  sentence: z.string(),
  details: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
});

/** What a model would make of a draft. Nothing of it is stored: POST /journeys/import with `file` and If-Match makes it so. */
export const proposalSchema = z.object({
  /** of the draft that it was made for */
  revision: z.number().int(),
  model: z.string(),
  /** the model's own words about it */
  say: z.string(),
  /** a journey's file without tests, for POST /journeys/import beside `journey_id` and `"tests": "keep"` */
  file: z.record(z.string(), z.unknown()),
  /** the draft as it would be; ids of mails that would be made are of this answer only */
  draft: z.object({ name: z.string(), description: z.string(), settings: journeySettingsSchema, graph: graphSchema }),
  mails_made: z.array(z.object({ id: uuidSchema, name: z.string() })),
  changes: z.array(changeLineSchema),
  /** mails of steps that differ, as one sample person would get them */
  mails: z.array(mailChangeSchema),
  /** what would stand in the way of publishing (errors), and what deserves a look */
  problems: z.array(publishProblemSchema),
  /** the journey's saved tests, walked through it; null: it cannot be walked yet */
  test_run: testRunSchema.nullable(),
  /** how often the model was asked: once, and again for what it was asked to mend */
  turns: z.number().int(),
});
export type Proposal = z.output<typeof proposalSchema>;
