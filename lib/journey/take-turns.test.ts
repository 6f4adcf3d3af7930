import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Turn, takeTurns } from "./take-turns";

const hour = 3_600_000;

function inCalls(arrivals: number[][], count: number, period: number): number[] {
  let turns: Turn[] = [];
  return arrivals.flatMap((call) => {
    const taken = takeTurns(turns, call, count, period);
    turns = JSON.parse(JSON.stringify(taken.turns)) as Turn[];
    return taken.moments;
  });
}

/** The most moments within any stretch of a period, both ends excluded from lying a whole period apart. */
function mostWithin(moments: number[], period: number): number {
  const sorted = [...moments].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + period).length));
}

const cases = fc.record({
  count: fc.integer({ min: 1, max: 8 }),
  period: fc.constantFrom(1_000, 60_000, 61_000, hour),
  calls: fc.array(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 12 }), { maxLength: 8 }),
});

describe("turns", () => {
  test("no stretch of a period ever holds more than may pass, however the calls are cut", () => {
    fc.assert(
      fc.property(cases, ({ count, period, calls }) => {
        const sorted = calls.map((call) => [...call].sort((a, b) => a - b));
        expect(mostWithin(inCalls(sorted, count, period), period)).toBeLessThanOrEqual(count);
      }),
      { numRuns: 2_000 },
    );
  });

  test("nobody passes before they came, and those who came in order pass in order", () => {
    fc.assert(
      fc.property(cases, ({ count, period, calls }) => {
        const arrivals = calls.flat().sort((a, b) => a - b);
        const moments = inCalls([arrivals], count, period);
        moments.forEach((moment, i) => {
          expect(moment).toBeGreaterThanOrEqual(arrivals[i] ?? 0);
          expect(moment).toBeGreaterThanOrEqual(moments[i - 1] ?? 0);
        });
      }),
    );
  });

  test("nobody waits while there is room, and no longer than a hundredth of a period more than they must", () => {
    fc.assert(
      fc.property(cases, ({ count, period, calls }) => {
        const arrivals = calls.flat().sort((a, b) => a - b);
        const moments = inCalls([arrivals], count, period);
        moments.forEach((moment, i) => {
          const before = moments[i - count];
          const must = before === undefined ? (arrivals[i] ?? 0) : Math.max(arrivals[i] ?? 0, before + period);
          expect(moment - must).toBeLessThanOrEqual(period / 100 + 1);
        });
      }),
    );
  });

  test("a rush of a hundred thousand is remembered in a few rows", () => {
    const { moments, turns } = takeTurns([], Array(100_000).fill(0), 1_000, hour);
    expect(moments.at(-1)).toBe(99 * hour);
    expect(turns.length).toBeLessThan(200);
  });
});
