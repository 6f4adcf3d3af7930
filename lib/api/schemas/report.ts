import * as z from "zod";
import { rangeQuerySchema, timeSchema } from "./common";

const count = z.number().int();

export const reportQuerySchema = rangeQuerySchema.extend({
  /** number of a version; absent: all versions together */
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
});

export const messageFiguresSchema = z.object({
  sent: count,
  delivered: count,
  opened: count,
  clicked: count,
  bounced: count,
  complained: count,
  unsubscribed: count,
});
export type MessageFigures = z.output<typeof messageFiguresSchema>;

export const nodeReportSchema = z.object({
  node_id: z.string(),
  type: z.string(),
  entered: count,
  /** standing here now, whatever the range */
  waiting: count,
  /** by port; `goal_reached`: drawn to a goal further on, `moved`: taken over by a newer version */
  left: z.record(z.string(), count),
  failed: count,
  skipped: count,
  /** why it was skipped → how often */
  skipped_by: z.record(z.string(), count),
  dropped: count,
  completed: count,
  exited: count,
  /** message nodes only */
  messages: messageFiguresSchema.optional(),
});

/**
 * A journey over a range of days (UTC days of the workspace's clock). Everything but `active` and `waiting` counts what happened in the range;
 * those two say how it stands now.
 */
export const reportSchema = z.object({
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  version: count.nullable(),
  entered: count,
  active: count,
  completed: count,
  exited: count,
  failed: count,
  conversion: z.object({
    /** goals reached */
    converted: count,
    /** converted / entered; null while nobody entered */
    rate: z.number().nullable(),
    goals: z.array(z.object({ node_id: z.string(), converted: count })),
  }),
  nodes: z.array(nodeReportSchema),
  messages: messageFiguresSchema,
  /** one line a day that has anything; `active` at the end of that day */
  series: z.array(
    z.object({
      day: z.iso.date(),
      entered: count,
      completed: count,
      exited: count,
      failed: count,
      active: count,
      sent: count,
      converted: count,
    }),
  ),
  versions: z.array(z.object({ number: count, published_at: timeSchema, entered: count, completed: count })),
});
export type JourneyReport = z.output<typeof reportSchema>;
