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
export type EventCondition = {
  event: string;
  where?: Condition;
  count?: { op: Comparison; value: number };
  within?: string;
};
export type SegmentCondition = { segment_id: string };
export type TagCondition = { tag: string };
export type MessageCondition = { message: "opened" | "clicked"; node_id?: string; within?: string };
export type VisitsCondition = { visits: string; op: Comparison; value: number };
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] }
  | PathCondition
  | EventCondition
  | SegmentCondition
  | TagCondition
  | MessageCondition
  | VisitsCondition;

/** Nesting beyond this is refused: nobody reads it and it bounds every recursive walk over a condition. */
const CONDITION_DEPTH_MAX = 8;

const eventNameSchema = z.string().min(1).max(200);

const leaf = (inner: z.ZodType<Condition>): z.ZodType<Condition> =>
  z.union([
    z.strictObject({ path: pathSchema, op: z.enum(operators), value: jsonSchema.optional() }),
    z.strictObject({
      event: eventNameSchema,
      where: inner.optional(),
      count: z.strictObject({ op: z.enum(comparisons), value: z.number().int().min(0) }).optional(),
      within: durationSchema.optional(),
    }),
    z.strictObject({ segment_id: z.string().min(1).max(64) }),
    z.strictObject({ tag: z.string().min(1).max(200) }),
    z.strictObject({
      message: z.enum(["opened", "clicked"]),
      node_id: z.string().min(1).max(64).optional(),
      within: durationSchema.optional(),
    }),
    z.strictObject({ visits: z.string().min(1).max(64), op: z.enum(comparisons), value: z.number().int().min(0) }),
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
