import type { Condition } from "./condition";

/**
 * What a trigger waits for in somebody's stream of events (FEATURES T4–T9). A pattern is a predicate over everything that has happened up to
 * a moment; the trigger fires when it **becomes** true, by an event or by time alone, and again only after it was false. Windows end now,
 * reach back `withinMs` (both ends included) and look at when things happened, not at when they arrived.
 */
export type Pattern =
  /** every part's count in its own window is at least `min` and at most `max` */
  | { kind: "set"; parts: (PatternEvent & { min: number; max: number | undefined; withinMs: number })[] }
  /** the steps in this order, all of them within the window; `consecutive`: with none of the pattern's other events in between */
  | { kind: "sequence"; parts: PatternEvent[]; withinMs: number; consecutive: boolean }
  /** the sum of count × weight, each in its own window, reaches the threshold */
  | { kind: "score"; parts: (PatternEvent & { weight: number; withinMs: number })[]; threshold: number }
  /** a property summed up (or the events counted) over all time reaches the threshold */
  | { kind: "total"; parts: (PatternEvent & { property: string | undefined })[]; threshold: number }
  /** nothing for `forMs` after something; without an event: nothing of any kind. Becomes true by time alone. */
  | { kind: "silence"; event: string | undefined; forMs: number };

/** `where` looks at the event and the person only. */
export type PatternEvent = { event: string; where: Condition | undefined };

/** Times kept for one part; what would need more cannot be published. */
export const PATTERN_TIMES_MAX = 200;
/** Events of a sequence kept exactly; beyond them times are kept to one hundredth of the window. */
export const SEQUENCE_EXACT_MAX = 100;

/** How many of the latest times decide a part. Older ones cannot change whether it holds. */
export function timesKept(pattern: Extract<Pattern, { kind: "set" | "score" }>, part: number): number {
  if (pattern.kind === "score") return Math.ceil(pattern.threshold / (pattern.parts[part]?.weight ?? 1));
  const { min = 0, max } = pattern.parts[part] ?? {};
  return Math.max(min, max === undefined ? 0 : max + 1);
}
