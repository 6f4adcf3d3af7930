import * as z from "zod";
import { durationSchema } from "./duration";
import { type Json, jsonSchema } from "./json";

/**
 * The one condition language: triggers, branches, waits, goals, segments and content blocks all use it. It is evaluated
 * in memory (evaluate-condition.ts) and compiled to SQL (lib/audience/condition-sql.ts); a property test holds the two together.
 * A path is a subscriber field or attribute by its plain dotted name, or `event.*`, `run.*`, `journey.*`.
 */
export const operators = [
  "equals",
  "not_equals",
  "greater_than",
  "less_than",
  "greater_or_equal",
  "less_or_equal",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "in_list",
  "not_in_list",
  "exists",
  "not_exists",
  "within_last",
  "older_than",
  "before",
  "after",
  "between",
] as const;
export type Operator = (typeof operators)[number];

export const comparisons = [
  "equals",
  "not_equals",
  "greater_than",
  "less_than",
  "greater_or_equal",
  "less_or_equal",
] as const;
export type Comparison = (typeof comparisons)[number];

const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);
export const pathSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((p) => p.split(".").every((key) => key !== "" && !FORBIDDEN_KEYS.has(key)), "a dotted path");

export type PathCondition = { path: string; op: Operator; value?: Json };
/** At most one of count, sum, avg, first and last; none means "at least once". */
export type EventCondition = {
  event: string;
  where?: Condition;
  within?: string;
  /** only what happened after the run began, without the event that began it; not beside `within` */
  since?: "entry";
  count?: { op: Comparison; value: number };
  /** total of a numeric property (dotted path inside the event's properties); other values do not count; nothing is 0 */
  sum?: PropertyTest;
  /** mean of a numeric property; missing when no event has a number there */
  avg?: PropertyTest;
  /** the property as the first such event had it */
  first?: PropertyTest;
  last?: PropertyTest;
};
export type PropertyTest = { property: string; op: Operator; value?: Json };
/** What an event condition can compute from a property. */
export const eventMeasures = ["sum", "avg", "first", "last"] as const;
export type EventMeasure = (typeof eventMeasures)[number];
export type SegmentCondition = { segment_id: string };
export type TagCondition = { tag: string };
/** `node_id`: mails of that step; `in: "journey"`: mails of the run itself; neither: any mail. */
export type MessageCondition = { message: "opened" | "clicked"; node_id?: string; in?: "journey"; within?: string };
export type VisitsCondition = { visits: string; op: Comparison; value: number };
/** The arm a split test or best match gave this run. */
export type ArmCondition = { arm: string; is: string };
export const consentStates = ["subscribed", "unsubscribed", "suppressed", "no_address"] as const;
/**
 * Whether marketing mail may go to a person. Exactly one holds: no address; unsubscribed by themselves; suppressed for another reason
 * (bounce, complaint, by hand); else subscribed.
 */
export type ConsentState = (typeof consentStates)[number];
export type ConsentCondition = { consent: "email"; is: ConsentState };
export const timeParts = ["hour", "weekday", "date"] as const;
export type TimePart = (typeof timeParts)[number];
/** What the clock shows where the person lives: hour 0–23, weekday "mon" … "sun", date "2026-03-02". */
export type TimeCondition = { time: TimePart; op: Operator; value: Json };
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] }
  | PathCondition
  | EventCondition
  | SegmentCondition
  | TagCondition
  | MessageCondition
  | VisitsCondition
  | ArmCondition
  | ConsentCondition
  | TimeCondition;

/** Nesting beyond this is refused: nobody reads it and it bounds every recursive walk over a condition. */
const CONDITION_DEPTH_MAX = 8;

const eventNameSchema = z.string().min(1).max(200);
const nodeIdSchema = z.string().min(1).max(64);
const propertyTestSchema = z.strictObject({
  property: pathSchema,
  op: z.enum(operators),
  value: jsonSchema.optional(),
});

const leaf = (inner: z.ZodType<Condition>): z.ZodType<Condition> =>
  z.union([
    z.strictObject({ path: pathSchema, op: z.enum(operators), value: jsonSchema.optional() }),
    z
      .strictObject({
        event: eventNameSchema,
        where: inner.optional(),
        within: durationSchema.optional(),
        since: z.literal("entry").optional(),
        count: z.strictObject({ op: z.enum(comparisons), value: z.number().int().min(0) }).optional(),
        sum: propertyTestSchema.optional(),
        avg: propertyTestSchema.optional(),
        first: propertyTestSchema.optional(),
        last: propertyTestSchema.optional(),
      })
      .refine(
        ({ count, sum, avg, first, last }) => [count, sum, avg, first, last].filter(Boolean).length <= 1,
        "at most one of count, sum, avg, first and last",
      )
      .refine(({ within, since }) => within === undefined || since === undefined, "either within or since"),
    z.strictObject({ segment_id: z.string().min(1).max(64) }),
    z.strictObject({ tag: z.string().min(1).max(200) }),
    z.strictObject({
      message: z.enum(["opened", "clicked"]),
      node_id: nodeIdSchema.optional(),
      in: z.literal("journey").optional(),
      within: durationSchema.optional(),
    }),
    z.strictObject({ visits: nodeIdSchema, op: z.enum(comparisons), value: z.number().int().min(0) }),
    z.strictObject({ arm: nodeIdSchema, is: z.string().min(1).max(64) }),
    z.strictObject({ consent: z.literal("email"), is: z.enum(consentStates) }),
    z.strictObject({ time: z.enum(timeParts), op: z.enum(operators), value: jsonSchema }),
  ]) as z.ZodType<Condition>;

const recursive: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(recursive).max(100) }),
    z.strictObject({ any: z.array(recursive).max(100) }),
    z.strictObject({ none: z.array(recursive).max(100) }),
    leaf(recursive),
  ]),
);

function depth(value: unknown, limit: number): number {
  if (limit === 0 || typeof value !== "object" || value === null) return 0;
  const children = Object.entries(value).flatMap(([key, v]) =>
    key === "all" || key === "any" || key === "none" ? (Array.isArray(v) ? v : []) : key === "where" ? [v] : [],
  );
  return 1 + Math.max(0, ...children.map((child) => depth(child, limit - 1)));
}

export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .refine((v) => depth(v, CONDITION_DEPTH_MAX + 1) <= CONDITION_DEPTH_MAX, {
    message: `conditions nest at most ${CONDITION_DEPTH_MAX} levels`,
    abort: true,
  })
  .pipe(recursive) as z.ZodType<Condition>;
