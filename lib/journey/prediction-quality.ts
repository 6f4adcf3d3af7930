import { type PurchaseRow, predict } from "./predict";

/** Fewer people with a prediction say nothing about its quality. */
export const MEASURED_PEOPLE_MIN = 30;
export const QUALITY_DAYS = [30, 60, 90, 180] as const;

/** Somebody's purchases on both sides of a day: `known` up to the end of it, `later` in the days after it. Days since 1970, UTC. */
export type HeldOut = {
  known: PurchaseRow;
  /** spent in as many days before the end of that day as are looked at after it */
  spent_before: number;
  later: { purchases: number; first_day: number | null; spent: number };
};

/** Of `people` so many did it. */
export type Share = { people: number; did: number };

/** A call against what came: `precision` of those called, `recall` of those who should have been; null: nobody to divide by. */
export type Call = {
  /** who was called, and of them who stayed silent */
  called: Share;
  others: Share;
  precision: number | null;
  recall: number | null;
};

export type ChurnQuality = {
  /** everybody, and who stayed silent */
  all: Share;
  /** the class high */
  at_risk: Call;
  /** the plain rule beside it: nothing bought for as many days as are looked at */
  baseline: Call;
  classes: { class: "low" | "medium" | "high"; risk_mean: number; people: number; silent: number }[];
};

export type NextPurchaseQuality = {
  /** by what was expected, who bought in the days looked at */
  within: Share;
  overdue: Share;
  later: Share;
  /** percent of those expected within the days who bought; null: nobody was */
  hit_rate: number | null;
  /** of those expected within the days who bought: half were not further from the day that was said; null: there are none */
  days_off_median: number | null;
};

export type ValueQuality = {
  /** of all people: what was foretold for the days, and what was spent */
  expected: number;
  spent: number;
  /** a person's mean distance from what was foretold */
  error_mean: number;
  /** the same had everybody been expected to spend what they spent in as many days before */
  baseline_error_mean: number;
};

export type PredictionQuality = {
  churn: ChurnQuality;
  next_purchase: NextPurchaseQuality;
  value: ValueQuality;
};

type Judged = HeldOut & { risk: number; class: string; next: number; value: number };

/** People for whom `predict` had enough at the end of `day`. */
function judge(people: readonly HeldOut[], day: number): Judged[] {
  return people.flatMap((person) => {
    const {
      churn_risk: risk,
      churn_class,
      next_purchase_in_days: next,
      value_12_months: value,
    } = predict(person.known, day);
    if (risk === null || next === null || value === null) return [];
    return [{ ...person, risk, class: churn_class, next, value }];
  });
}

const bought = ({ later }: HeldOut) => later.purchases > 0;
const silent = (person: HeldOut) => !bought(person);

function share<T>(people: readonly T[], did: (one: T) => boolean): Share {
  return { people: people.length, did: people.filter(did).length };
}

const percent = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);

function callOf(people: readonly Judged[], called: (one: Judged) => boolean): Call {
  const [yes, no] = [
    share(people.filter(called), silent),
    share(
      people.filter((one) => !called(one)),
      silent,
    ),
  ];
  return {
    called: yes,
    others: no,
    precision: percent(yes.did, yes.people),
    recall: percent(yes.did, yes.did + no.did),
  };
}

const mean = (numbers: readonly number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);

/** The lower of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? null;
}

/**
 * Holds what `predict` would have said at the end of `day` against the `days` that followed. `predict` is given `known` alone, so nothing that came
 * later can have helped it. Undefined: fewer than MEASURED_PEOPLE_MIN people had enough purchases by then. `predicted` says how many had.
 *
 * The value foretold for twelve months counts by the share of the days. Silence in the days is not yet a customer lost: whoever buys once a
 * quarter is silent most months.
 */
export function measurePredictions(
  people: readonly HeldOut[],
  day: number,
  days: number,
): { predicted: number; quality: PredictionQuality | undefined } {
  const judged = judge(people, day);
  if (judged.length < MEASURED_PEOPLE_MIN) return { predicted: judged.length, quality: undefined };
  return {
    predicted: judged.length,
    quality: {
      churn: churnOf(judged, day, days),
      next_purchase: nextOf(judged, day, days),
      value: qualityOfValue(judged, days),
    },
  };
}

function churnOf(judged: readonly Judged[], day: number, days: number): ChurnQuality {
  return {
    all: share(judged, silent),
    at_risk: callOf(judged, (one) => one.class === "high"),
    baseline: callOf(judged, ({ known }) => day - (known.last_purchase_day ?? 0) >= days),
    classes: (["low", "medium", "high"] as const).map((name) => {
      const own = judged.filter((one) => one.class === name);
      const { people, did } = share(own, silent);
      return { class: name, risk_mean: mean(own.map(({ risk }) => risk)), people, silent: did };
    }),
  };
}

function nextOf(judged: readonly Judged[], day: number, days: number): NextPurchaseQuality {
  const expected = judged.filter(({ next }) => next >= 0 && next <= days);
  const within = share(expected, bought);
  return {
    within,
    overdue: share(
      judged.filter(({ next }) => next < 0),
      bought,
    ),
    later: share(
      judged.filter(({ next }) => next > days),
      bought,
    ),
    hit_rate: percent(within.did, within.people),
    days_off_median: median(
      expected.flatMap(({ next, later }) =>
        later.first_day === null ? [] : [Math.abs(later.first_day - (day + next))],
      ),
    ),
  };
}

function qualityOfValue(judged: readonly Judged[], days: number): ValueQuality {
  const foretold = ({ value }: Judged) => (value * days) / 365;
  const off = (guess: (one: Judged) => number) => mean(judged.map((one) => Math.abs(guess(one) - one.later.spent)));
  return {
    expected: total(judged.map(foretold)),
    spent: total(judged.map(({ later }) => later.spent)),
    error_mean: off(foretold),
    baseline_error_mean: off(({ spent_before }) => spent_before),
  };
}
