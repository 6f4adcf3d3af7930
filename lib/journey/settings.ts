import * as z from "zod";
import { conditionSchema, pathSchema } from "./condition";
import { durationSchema } from "./duration";
import { sendPriorities } from "./send-priority";

const reentrySchema = z.discriminatedUnion("policy", [
  z.strictObject({ policy: z.literal("once") }),
  z.strictObject({ policy: z.literal("once_at_a_time") }),
  /** may enter again this long after the last entry, once that run has ended */
  z.strictObject({ policy: z.literal("after"), after: durationSchema }),
  /** one run for each value of `key` (a path into the trigger, e.g. event.order_id); without a key any number */
  z.strictObject({ policy: z.literal("parallel"), key: pathSchema.optional() }),
]);
export type Reentry = z.output<typeof reentrySchema>;

export const journeySettingsSchema = z.strictObject({
  reentry: reentrySchema.default({ policy: "once_at_a_time" }),
  /** asked once, at every way in: only whom it holds for may enter (FEATURES T19) */
  eligibility: conditionSchema.optional(),
  /** only people who have not unsubscribed and whose address is not suppressed may enter */
  consent_required: z.boolean().optional(),
  exit_when: conditionSchema.optional(),
  max_time: durationSchema.optional(),
  /** who goes first when more is to be sent than goes out at once */
  priority: z.enum(sendPriorities).optional(),
  timezone: z.string().max(64).optional(),
});
export type JourneySettings = z.output<typeof journeySettingsSchema>;
