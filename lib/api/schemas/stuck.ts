import * as z from "zod";
import { listSchema, timeSchema } from "./common";

export const stuckKindSchema = z.enum(["quarantined", "retrying", "overdue", "never", "uncertain", "failed"]);

/** People (or mails) that stand still at one step until somebody looks at them, as the watchdog found them last. */
export const stuckGroupSchema = z.object({
  /**
   * quarantined: a step failed for them eight times · retrying: it failed and is tried again, with growing delay · overdue: due for two minutes and nobody walks them · never: they wait without a limit for what
   * cannot happen · uncertain: nobody knows whether the mail arrived · failed: the mail could not be delivered
   */
  kind: stuckKindSchema,
  node_id: z.string(),
  version: z.number().int(),
  people: z.number().int(),
  since: timeSchema.nullable(),
  detail: z.string(),
  found_at: timeSchema,
});
export type StuckGroup = z.output<typeof stuckGroupSchema>;
export const stuckListSchema = listSchema(stuckGroupSchema);

export const stuckFixSchema = z.object({ node_id: z.string().min(1).max(64).optional() });
export const stuckExitSchema = z.object({ node_id: z.string().min(1).max(64) });

export const requeuedSchema = z.object({
  requeued: z.number().int(),
  /** in the journey again since, so that they must not be there twice */
  left_out: z.number().int(),
});
export const exitedSchema = z.object({
  exited: z.number().int(),
  /** more people wait there: ask again */
  more: z.boolean(),
});
export const settleSchema = z.object({ as: z.enum(["sent", "again"]) });
