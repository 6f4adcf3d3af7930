import fc from "fast-check";
import { expect, test } from "vitest";
import { type HeldOut, MEASURED_PEOPLE_MIN, measurePredictions } from "./prediction-quality";

const DAY = 1_000;

/** Purchases of 10 each, so many days before or (negative) after the day. */
function person(...daysBefore: number[]): HeldOut {
  const days = daysBefore.map((n) => DAY - n);
  const known = days.filter((day) => day <= DAY);
  const later = days.filter((day) => day > DAY);
  return {
    known: {
      purchases: known.length,
      first_purchase_day: known.length ? Math.min(...known) : null,
      last_purchase_day: known.length ? Math.max(...known) : null,
      spent: known.length * 10,
    },
    spent_before: known.filter((day) => day > DAY - 30).length * 10,
    later: { purchases: later.length, first_day: later.length ? Math.min(...later) : null, spent: later.length * 10 },
  };
}

const times = (n: number, one: HeldOut) => Array.from({ length: n }, () => one);

test("a made history has the quality that can be counted by hand", () => {
  const { predicted, quality } = measurePredictions(
    [
      // Bought every 20 days until 60 days ago: risk 1 - (40/100)² = 84, overdue, silent for 60 days.
      ...times(20, person(100, 80, 60)),
      ...times(5, person(100, 80, 60, -10)),
      // Bought every 20 days until 5 days ago: risk 1 - (40/45)² = 21, expected in 15.
      ...times(30, person(45, 25, 5, -18)),
      ...times(6, person(45, 25, 5)),
      // Every 60 days, last 10 days ago: risk 1 - (120/130)² = 15, expected in 50.
      ...times(4, person(130, 70, 10)),
      // Too little to tell.
      ...times(50, person(40, 10)),
    ],
    DAY,
    30,
  );
  expect(predicted).toBe(65);
  expect(quality?.churn).toEqual({
    all: { people: 65, did: 30 },
    at_risk: {
      called: { people: 25, did: 20 },
      others: { people: 40, did: 10 },
      precision: 80,
      recall: (100 * 20) / 30,
    },
    baseline: {
      called: { people: 25, did: 20 },
      others: { people: 40, did: 10 },
      precision: 80,
      recall: (100 * 20) / 30,
    },
    classes: [
      { class: "low", risk_mean: (36 * 21 + 4 * 15) / 40, people: 40, silent: 10 },
      { class: "medium", risk_mean: 0, people: 0, silent: 0 },
      { class: "high", risk_mean: 84, people: 25, silent: 20 },
    ],
  });
  expect(quality?.next_purchase).toEqual({
    within: { people: 36, did: 30 },
    overdue: { people: 25, did: 5 },
    later: { people: 4, did: 0 },
    hit_rate: (100 * 30) / 36,
    days_off_median: 3,
  });
  // Twelve months: 10 · 365/20 · 0.16 = 29, · (40/45)² = 144; 10 · 365/60 · (120/130)² = 52.
  expect(quality?.value.expected).toBeCloseTo(((25 * 29 + 36 * 144 + 4 * 52) * 30) / 365, 9);
  expect(quality?.value.spent).toBe(350);
  const off = (value: number, spent: number) => Math.abs((value * 30) / 365 - spent);
  const sum = 20 * off(29, 0) + 5 * off(29, 10) + 30 * off(144, 10) + 6 * off(144, 0) + 4 * off(52, 0);
  expect(quality?.value.error_mean).toBeCloseTo(sum / 65, 9);
  // In the thirty days before: nothing, 20 and 10.
  expect(quality?.value.baseline_error_mean).toBeCloseTo((5 * 10 + 30 * 10 + 6 * 20 + 4 * 10) / 65, 9);
});

test("too few people say nothing", () => {
  expect(measurePredictions(times(MEASURED_PEOPLE_MIN - 1, person(45, 25, 5)), DAY, 30)).toEqual({
    predicted: MEASURED_PEOPLE_MIN - 1,
    quality: undefined,
  });
});

test("nobody called, nobody silent: no precision and no recall instead of a number", () => {
  const { quality } = measurePredictions(times(40, person(45, 25, 5, -3)), DAY, 30);
  expect(quality?.churn.at_risk).toMatchObject({ called: { people: 0 }, precision: null, recall: null });
});

test("what comes after the day changes what is counted, never what was said", () => {
  const history = fc.array(fc.integer({ min: -40, max: 300 }), { minLength: 3, maxLength: 8 });
  const crowd = fc.array(history, { minLength: 40, maxLength: 60 });
  fc.assert(
    fc.property(crowd, fc.array(fc.integer({ min: -30, max: -1 }), { maxLength: 5 }), (people, others) => {
      const known = people.map((days) => days.filter((n) => n >= 0));
      const [one, two] = [people, known.map((days) => [...days, ...others])].map((crowd) =>
        measurePredictions(
          crowd.map((days) => person(...days)),
          DAY,
          30,
        ),
      );
      const said = (of: typeof one) =>
        of && {
          predicted: of.predicted,
          called: [of.quality?.churn.at_risk.called.people, of.quality?.churn.baseline.called.people],
          classes: of.quality?.churn.classes.map(({ people, risk_mean }) => [people, risk_mean]),
          expected: [of.quality?.next_purchase.within.people, of.quality?.next_purchase.overdue.people],
          value: of.quality?.value.expected,
        };
      expect(said(one)).toEqual(said(two));
    }),
  );
});
