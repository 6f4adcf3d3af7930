import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { durationSchema } from "@/lib/journey/duration";
import { triggerControls } from "../trigger-controls";

export const patternKinds = ["count", "set", "sequence", "score", "total"] as const;
export type PatternKind = (typeof patternKinds)[number];

const row = z.strictObject({
  event: z.string().trim().max(200),
  /** about the event's properties and the person */
  where: conditionSchema.optional(),
  /** count, set */
  min: z.number().int().min(0).max(1_000_000).optional(),
  /** set */
  max: z.number().int().min(0).max(1_000_000).optional(),
  /** count, set, score: this event's own window */
  within: durationSchema.optional(),
  /** score */
  weight: z.number().min(0).max(1_000_000).optional(),
  /** total: the numeric property to add up; without it the events are counted */
  property: z.string().trim().max(200).optional(),
});
export type PatternRow = z.output<typeof row>;

/** One shape for all kinds, so that a change of kind in the inspector loses nothing; `check` says what the kind still needs. */
export const schema = z.strictObject({
  kind: z.enum(patternKinds),
  events: z.array(row).max(10),
  /** sequence: from the first step to now */
  within: durationSchema.optional(),
  consecutive: z.boolean().optional(),
  /** score, total */
  threshold: z.number().min(0).max(1_000_000_000_000).optional(),
  /** asked when the pattern has become true */
  where: conditionSchema.optional(),
  ...triggerControls,
});
export type TriggerPatternConfig = z.output<typeof schema>;
