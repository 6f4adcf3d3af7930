import * as z from "zod";

export const predictionQualityQuerySchema = z.object({ days: z.coerce.number().int().min(7).max(365).default(30) });

const count = z.number().int();
/** of `people` so many did it */
const share = z.object({ people: count, did: count });
const percent = z.number().nullable();

/** A call of silence against what came. `precision`: percent of those called who stayed silent; `recall`: percent of the silent who were called. */
const call = z.object({ called: share, others: share, precision: percent, recall: percent });

/** How good the predictions were: what they would have said at the end of `as_of`, from what had happened by then, against the days until the end of `until`. */
export const predictionQualitySchema = z.object({
  /** false: people are not scored, and nothing is measured */
  enabled: z.boolean(),
  days: count,
  as_of: z.iso.date(),
  until: z.iso.date(),
  /** people with enough purchases today; `sampled`: there are more, and these stand for them */
  looked_at: count,
  sampled: z.boolean(),
  /** of them had a prediction on that day */
  people: count,
  /** fewer are not enough data */
  people_min: count,
  /** null: not enough data */
  measured: z
    .object({
      /** `did`: stayed silent */
      churn: z.object({
        all: share,
        at_risk: call,
        /** the plain rule beside it: nothing bought for as many days */
        baseline: call,
        classes: z.array(
          z.object({ class: z.enum(["low", "medium", "high"]), risk_mean: z.number(), people: count, silent: count }),
        ),
      }),
      /** `did`: bought in these days */
      next_purchase: z.object({
        within: share,
        overdue: share,
        later: share,
        hit_rate: percent,
        days_off_median: z.number().nullable(),
      }),
      value: z.object({
        expected: z.number(),
        spent: z.number(),
        error_mean: z.number(),
        baseline_error_mean: z.number(),
      }),
    })
    .nullable(),
});
export type PredictionQualityResource = z.output<typeof predictionQualitySchema>;
