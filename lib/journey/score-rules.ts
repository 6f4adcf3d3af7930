import * as z from "zod";
import { pathSchema } from "./condition";

const eventName = z.string().trim().min(1).max(200);
const points = z.number().min(-1_000).max(1_000);
const halfLife = z.number().min(1).max(3_650);
const EVENTS_MAX = 100;

const pointsByEvent = (defaults: Record<string, number>) =>
  z
    .record(eventName, points)
    .refine((given) => Object.keys(given).length <= EVENTS_MAX, `at most ${EVENTS_MAX} events`)
    .default(defaults);

/** Points by event (FEATURES U4), counted less as they age. */
export const leadRulesSchema = z
  .object({
    points: pointsByEvent({
      email_opened: 5,
      email_clicked: 10,
      page_viewed: 8,
      content_download: 15,
      webinar_signup: 20,
      demo_request: 50,
    }),
    /** after so many days points are worth half */
    half_life_days: halfLife.default(30),
    /** percent more for each active week of the last four beyond the first */
    consistency_bonus: z.number().min(0).max(100).default(10),
    warm: z.number().min(0).max(100_000).default(30),
    hot: z.number().min(0).max(100_000).default(60),
    qualified: z.number().min(0).max(100_000).default(100),
  })
  .refine(({ warm, hot }) => warm <= hot, { path: ["hot"], message: "not below where warm begins" })
  .refine(({ hot, qualified }) => hot <= qualified, { path: ["qualified"], message: "not below where hot begins" });

/** What somebody's own activity says of their interest (FEATURES U5): points that age faster, 100 at most. */
export const engagementRulesSchema = z.object({
  points: pointsByEvent({ email_opened: 10, email_clicked: 20, purchase_completed: 40 }),
  /** points of every event that is not named */
  other_points: points.default(5),
  half_life_days: halfLife.default(14),
});

export const activityRulesSchema = z.object({
  /** events that nobody did of their own accord: they earn no engagement and are no sign of life */
  quiet_events: z
    .array(eventName)
    .max(EVENTS_MAX)
    .default(["email_unsubscribed", "trial_ending", "subscription_cancelled"]),
  /** whose attribute lifetime_value is above it is of high value */
  high_value_over: z.number().min(0).max(1e12).default(1_000),
});

export const predictionRulesSchema = z.object({
  /** the event that is a purchase */
  purchase_event: eventName.default("purchase_completed"),
  /** dotted path to its amount in the event's properties; without a number there a purchase is worth nothing */
  amount_property: pathSchema.default("total"),
});

/** How a workspace scores its people. Every field has a default: `{}` is a valid value. */
export const scoreRulesSchema = z.object({
  lead: leadRulesSchema.prefault({}),
  engagement: engagementRulesSchema.prefault({}),
  activity: activityRulesSchema.prefault({}),
  predictions: predictionRulesSchema.prefault({}),
});
export type ScoreRules = z.output<typeof scoreRulesSchema>;
