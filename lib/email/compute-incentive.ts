import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { FactRequest, Facts, Instant } from "@/lib/journey/facts";
import { readPath } from "@/lib/journey/read-path";
import type { Incentive } from "./incentive";

/** What one person is offered. `amount` is in whole units of the currency, to the cent; 0 where nothing is known of the cart. */
export type Offer = { kind: "none" | "percent" | "amount"; percent: number; amount: number; currency: string };

/** Thousandths of a cent are enough: percents and carts have two decimals each. */
const SCALE = 4;

/** A decimal as a count of 1/10^SCALE, read from how it is written: 1.005 is 1.005, not what a double makes of it. Undefined: no number. */
function scaled(value: unknown): bigint | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const match = /^(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text);
  if (!match) return undefined;
  const decimals = (match[2] ?? "").slice(0, SCALE).padEnd(SCALE, "0");
  return BigInt(`${match[1]}${decimals}`);
}

const ONE = 10n ** BigInt(SCALE);
const CENT = ONE / 100n;

/** A share of an amount, rounded half up to the cent. */
function percentOf(amount: bigint, percent: bigint): bigint {
  const exact = amount * percent; // scaled twice, times 100
  const unit = ONE * 100n * CENT;
  return ((exact + unit / 2n) / unit) * CENT;
}

const toNumber = (amount: bigint) => Number(amount) / Number(ONE);

/** What this person's rules still want to know; [] when they can be decided. */
export function incentiveNeeds(incentive: Incentive, facts: Facts, now: Instant): FactRequest[] {
  return incentive.offers.flatMap(({ when }) => {
    const evaluation = when ? evaluateCondition(when, facts, now) : undefined;
    return evaluation?.kind === "needs" ? evaluation.facts : [];
  });
}

/** The offer for one person, exact to the cent. Throws when a rule lacks a fact (incentiveNeeds). */
export function computeIncentive(incentive: Incentive, facts: Facts, now: Instant): Offer {
  const { currency, large_cart: large } = incentive;
  const offer = incentive.offers.find(({ when }) => {
    if (!when) return true;
    const evaluation = evaluateCondition(when, facts, now);
    if (evaluation.kind === "needs") throw new Error("a rule of the offer lacks facts");
    return evaluation.result;
  });
  if (!offer || offer.percent === 0) return { kind: "none", percent: 0, amount: 0, currency };
  const cart = scaled(readPath(incentive.value_path, facts)) ?? 0n;
  if (large && cart > (scaled(large.over) ?? 0n)) {
    const share = percentOf(cart, scaled(large.percent) ?? 0n);
    const most = scaled(large.amount_max) ?? 0n;
    return { kind: "amount", percent: 0, amount: toNumber(share < most ? share : most), currency };
  }
  const amount = toNumber(percentOf(cart, scaled(offer.percent) ?? 0n));
  return { kind: "percent", percent: offer.percent, amount, currency };
}
