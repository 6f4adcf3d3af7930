import * as z from "zod";
import { externalIdSchema, listSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

const count = z.number().int();

export const backtestRequestSchema = z
  .strictObject({
    /** how far back it goes from the workspace's present */
    days: z.number().int().min(1).max(365).default(30),
    /** mails in 24 hours that a person should not get more of */
    cap: z.number().int().min(1).max(100).default(5),
  })
  .prefault({});
export type BacktestRequest = z.output<typeof backtestRequestSchema>;

export const backtestFiguresSchema = z.object({
  /** people whose past was looked at, and events of theirs that the journey speaks of */
  people: count.default(0),
  events: count.default(0),
  entered: count.default(0),
  entries: count.default(0),
  refused: z
    .object({
      reentry: count,
      filter: count,
      eligibility: count,
      consent: count.default(0),
      /** hours, pauses between entries and entries a person that a trigger allows */
      limits: count.default(0),
    })
    .default({ reentry: 0, filter: 0, eligibility: 0, consent: 0, limits: 0 }),
  /** how the runs stood at the end of the time */
  ended: z.record(z.string(), count).default({}),
  /** visits and mails of each step */
  nodes: z.record(z.string(), z.object({ entered: count, mails: count })).default({}),
  days: z.record(z.string(), z.object({ entries: count, mails: count })).default({}),
  /** step → day → mails */
  mails_by_day: z.record(z.string(), z.record(z.string(), count)).default({}),
  mails: count.default(0),
  /** mails to people without an address, or who may not be written to: they would be skipped */
  unreachable: count.default(0),
  /** people over the cap by this journey's mails alone, and with what other journeys really sent them */
  over_cap: z
    .object({ alone: count, with_others: count, mails: count })
    .default({ alone: 0, with_others: 0, mails: 0 }),
  /** journey → people who were in it during a run of this one */
  overlaps: z.record(z.string(), count).default({}),
});
export type BacktestFigures = z.output<typeof backtestFiguresSchema>;

export const backtestSchema = z.object({
  id: uuidSchema,
  journey_id: uuidSchema,
  status: z.enum(["queued", "running", "done", "cancelled", "failed"]),
  from: timeSchema,
  until: timeSchema,
  cap: count,
  /** null: not counted yet */
  people_total: count.nullable(),
  people_done: count,
  figures: backtestFiguresSchema,
  /** journeys of `overlaps` by name */
  journeys: z.array(z.object({ id: uuidSchema, name: z.string() })),
  /** triggers whose past is not kept (by hand, changes of attributes, leaving a segment): nobody entered by these */
  not_replayed: z.array(z.string()),
  error: z.string().nullable(),
  created_at: timeSchema,
  finished_at: timeSchema.nullable(),
});
export type BacktestResource = z.output<typeof backtestSchema>;
export const backtestListSchema = listSchema(backtestSchema);
export const backtestParamsSchema = z.object({ id: uuidSchema, backtest_id: uuidSchema });

export const backtestPeopleQuerySchema = pageQuerySchema.extend({
  /** whom this step would have written to */
  node_id: z.string().max(64).optional(),
  /** who was in this other journey meanwhile */
  journey_id: uuidSchema.optional(),
  /** who would have got more mails in 24 hours than the cap */
  over_cap: z.enum(["true"]).optional(),
});
export type BacktestPeopleQuery = z.output<typeof backtestPeopleQuerySchema>;
export const backtestPersonSchema = z.object({
  external_id: externalIdSchema,
  email: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  entries: count,
  mails: count,
  peak: count,
});
export type BacktestPerson = z.output<typeof backtestPersonSchema>;
export const backtestPeopleSchema = listSchema(backtestPersonSchema);
