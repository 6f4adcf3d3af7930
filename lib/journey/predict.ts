import type { Predictions } from "./standing";

/** Purchases that make a prediction: a gap is guessed from at least two. */
export const PURCHASES_MIN = 3;
export const CHURN_MEDIUM = 40;
export const CHURN_HIGH = 70;

/** What is kept of somebody's purchases; days since 1970, UTC. */
export type PurchaseRow = {
  purchases: number;
  first_purchase_day: number | null;
  last_purchase_day: number | null;
  spent: number;
};

const whole = (value: number) => Math.floor(value + 0.5 + 1e-9);

/**
 * Predictions from a person's own purchases and nothing else; "not enough data" below three of them, or when all were on one day.
 *
 * Whether they are still a customer: P(active) = (t / T)^n, where t is the time from the first to the last purchase, T the time from the first
 * until now and n the number of repeat purchases (Reinartz and Kumar, "On the Profitability of Long-Life Customers", Journal of Marketing 64, 2000;
 * after Schmittlein, Morrison and Colombo, Management Science 33, 1987). Churn risk is what is left to certainty, in percent. The next
 * purchase is expected one mean gap of theirs after the last; negative: overdue by so many days. The value of the next twelve months is their
 * mean purchase as often as their mean gap fits, times P(active). Seasons, prices and what others do are not in it.
 */
export function predict(
  { purchases, first_purchase_day, last_purchase_day, spent }: PurchaseRow,
  today: number,
): Predictions {
  const first = first_purchase_day ?? 0;
  const span = (last_purchase_day ?? 0) - first;
  if (purchases < PURCHASES_MIN || span < 1)
    return { churn_risk: null, churn_class: "not_enough_data", next_purchase_in_days: null, value_12_months: null };
  const repeats = purchases - 1;
  const active = Math.exp(Math.max(repeats * Math.log(span / Math.max(today - first, span)), -50));
  const gap = span / repeats;
  const risk = whole(100 * (1 - active));
  return {
    churn_risk: risk,
    churn_class: risk >= CHURN_HIGH ? "high" : risk >= CHURN_MEDIUM ? "medium" : "low",
    next_purchase_in_days: whole(gap - Math.max(today - first - span, 0)),
    value_12_months: whole((Math.max(spent, 0) / purchases) * (365 / gap) * active),
  };
}
