import * as z from "zod";
import { jsonObjectSchema } from "@/lib/journey/json";
import { lifecycleRulesSchema } from "@/lib/journey/lifecycle-rules";
import {
  activityRulesSchema,
  engagementRulesSchema,
  leadRulesSchema,
  predictionRulesSchema,
} from "@/lib/journey/score-rules";
import { timeSchema } from "./common";

const rules = z.object({
  lead: leadRulesSchema,
  engagement: engagementRulesSchema,
  activity: activityRulesSchema,
  predictions: predictionRulesSchema,
});

/** How a workspace scores its people. */
export const scoringSchema = z.object({
  enabled: z.boolean(),
  rules,
  lifecycle: lifecycleRulesSchema,
  /** raised by every change of what is written here; 0: nobody has written anything yet */
  revision: z.number().int(),
  /** people are being scored by these rules: how many are, of how many; null: everybody is */
  building: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
  /** live journeys and segments that look at scores, by name */
  used_by: z.array(z.string()),
});
export type ScoringResource = z.output<typeof scoringSchema>;

/** Replaces all of it; what is left out gets its default. */
export const scoringWriteSchema = z.object({
  enabled: z.boolean(),
  rules: z
    .object({
      lead: leadRulesSchema.prefault({}),
      engagement: engagementRulesSchema.prefault({}),
      activity: activityRulesSchema.prefault({}),
      predictions: predictionRulesSchema.prefault({}),
    })
    .prefault({}),
  lifecycle: lifecycleRulesSchema.default([]),
});
export type ScoringWrite = z.output<typeof scoringWriteSchema>;

/** What one event adds to the scores today. */
const contributionSchema = z.object({
  event: z.string(),
  at: timeSchema,
  /** as the rules say */
  points: z.number(),
  /** what is left of them today */
  worth: z.number(),
});

/** Where somebody stands and what made it. `enabled` false: the workspace does not score, and nothing else is said. */
export const standingSchema = z.object({
  enabled: z.boolean(),
  /** `{scores, activity, predictions}`: what the paths of conditions and Liquid lead to */
  standing: jsonObjectSchema,
  lead: z
    .object({
      /** of all events, before the bonus */
      points: z.number(),
      /** percent for consistency */
      bonus: z.number(),
      active_weeks: z.number().int(),
      /** the most valuable today, at most 10 */
      contributions: z.array(contributionSchema),
      /** how many events earned points in all */
      events: z.number().int(),
    })
    .nullable(),
});
export type StandingResource = z.output<typeof standingSchema>;
