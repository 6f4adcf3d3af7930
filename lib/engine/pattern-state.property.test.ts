import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pattern } from "@/lib/journey/pattern";
import { letTimePass, type PatternMatch, type PatternState, touchPattern } from "./pattern-state";

/** `received` is when we learn of it, `at` when it happened. */
type Happened = PatternMatch & { received: number };

/** The predicate in its plainest words, over everything ever received. */
function holds(pattern: Pattern, all: readonly Happened[], now: number): boolean {
  const count = (part: number, withinMs: number) =>
    all.filter(({ parts, at }) => parts.includes(part) && at >= now - withinMs && at <= now).length;
  switch (pattern.kind) {
    case "set":
      return pattern.parts.every(
        ({ min, max, withinMs }, i) => count(i, withinMs) >= min && count(i, withinMs) <= (max ?? Number.MAX_VALUE),
      );
    case "score":
      return pattern.parts.reduce((sum, p, i) => sum + p.weight * count(i, p.withinMs), 0) >= pattern.threshold;
    case "total":
      return all.reduce((sum, { amount }) => sum + amount, 0) >= pattern.threshold;
    case "sequence": {
      const line = all
        .map((happened, arrival) => ({ ...happened, arrival }))
        .filter(({ at }) => at >= now - pattern.withinMs)
        .sort((a, b) => a.at - b.at || a.arrival - b.arrival);
      const from = (step: number, place: number): boolean => {
        if (step === pattern.parts.length) return true;
        const end = pattern.consecutive && step > 0 ? place + 1 : line.length;
        for (let i = place; i < Math.min(end, line.length); i += 1)
          if (line[i]?.parts.includes(step) && from(step + 1, i + 1)) return true;
        return false;
      };
      return from(0, 0);
    }
    case "silence":
      return all.length > 0 && now >= Math.max(...all.map(({ at }) => at)) + pattern.forMs;
  }
}

/** Every moment at which it becomes true: looked at millisecond by millisecond, with the whole history each time. */
function naively(pattern: Pattern, stream: readonly Happened[], end: number): number[] {
  const fired: number[] = [];
  const known: Happened[] = [];
  let waiting = [...stream];
  let before = false;
  for (let now = 0; now <= end; now += 1) {
    const byTime = holds(pattern, known, now);
    if (byTime && !before) fired.push(now);
    before = byTime;
    for (const happened of waiting.filter(({ received }) => received === now)) {
      known.push(happened);
      const after = holds(pattern, known, now);
      if (after && !before && pattern.kind !== "silence") fired.push(now);
      before = after;
    }
    waiting = waiting.filter(({ received }) => received > now);
  }
  return fired;
}

function incrementally(pattern: Pattern, stream: readonly Happened[], end: number): { fired: number[]; size: number } {
  let state: PatternState = {};
  let due: number | undefined;
  const fired: number[] = [];
  let size = 0;
  for (const happened of stream) {
    const touched = touchPattern(pattern, { state, due }, happened, happened.received);
    fired.push(...touched.fired.map(({ at }) => at));
    // stored and read again in between, as it is in the database
    state = JSON.parse(JSON.stringify(touched.state)) as PatternState;
    due = touched.due;
    size = Math.max(size, JSON.stringify(state).length);
  }
  fired.push(...letTimePass(pattern, state, due, end).fired);
  return { fired, size };
}

const event = (name: string) => ({ event: name, where: undefined });
const window = fc.integer({ min: 1, max: 40 });

const patterns: Record<Pattern["kind"], fc.Arbitrary<Pattern>> = {
  set: fc
    .array(
      fc.record({
        min: fc.integer({ min: 0, max: 3 }),
        max: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        withinMs: window,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => ({
      kind: "set",
      // as publishing demands: at least one part needs something to have happened
      parts: parts.map((part, i) => ({ ...event(`e${i}`), ...part, ...(i === 0 && { min: Math.max(1, part.min) }) })),
    })),
  score: fc
    .tuple(
      fc.array(fc.record({ weight: fc.integer({ min: 1, max: 5 }), withinMs: window }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([parts, threshold]) => ({
      kind: "score",
      parts: parts.map((part, i) => ({ ...event(`e${i}`), ...part })),
      threshold,
    })),
  sequence: fc.tuple(fc.integer({ min: 1, max: 3 }), window, fc.boolean()).map(([steps, withinMs, consecutive]) => ({
    kind: "sequence",
    parts: Array.from({ length: steps }, (_, i) => event(`e${i}`)),
    withinMs,
    consecutive,
  })),
  total: fc
    .integer({ min: 1, max: 20 })
    .map((threshold) => ({ kind: "total", parts: [{ ...event("e0"), property: "x" }], threshold })),
  silence: window.map((forMs) => ({ kind: "silence", event: undefined, forMs })),
};

/** Up to 30 events in 120 ms: many at once, some late by up to 50, so out of order. */
const stream: fc.Arbitrary<Happened[]> = fc
  .array(
    fc.record({
      received: fc.integer({ min: 1, max: 120 }),
      late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 })),
      parts: fc.subarray([0, 1, 2], { minLength: 1 }),
      amount: fc.integer({ min: -3, max: 8 }),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all
      .sort((a, b) => a.received - b.received)
      .map(({ received, late, parts, amount }) => ({ received, at: Math.max(0, received - late), parts, amount })),
  );

const END = 200;

describe.each(Object.keys(patterns) as Pattern["kind"][])("a %s", (kind) => {
  test("fires event by event exactly when the whole history says so, late and reordered events included", () => {
    fc.assert(
      fc.property(patterns[kind], stream, (pattern, happened) => {
        const known = kind === "total" || kind === "silence" ? happened.map((h) => ({ ...h, parts: [0] })) : happened;
        expect(incrementally(pattern, known, END).fired).toEqual(naively(pattern, known, END));
      }),
      { numRuns: 400 },
    );
  });
});

test("what is remembered does not grow with the history", () => {
  const many: Happened[] = Array.from({ length: 5_000 }, (_, i) => ({
    received: i,
    at: i,
    parts: [i % 3],
    amount: 1,
  }));
  const sizes = Object.values(patterns).map((arbitrary) =>
    fc.sample(arbitrary, { numRuns: 3, seed: 7 }).map((pattern) => incrementally(pattern, many, 6_000).size),
  );
  for (const size of sizes.flat()) expect(size).toBeLessThan(8_000);
  const long: Pattern = {
    kind: "sequence",
    parts: ["a", "b", "c"].map(event),
    withinMs: 1_000_000,
    consecutive: false,
  };
  expect(incrementally(long, many, 6_000).size).toBeLessThan(8_000);
});
