import type { Condition } from "./condition";

/** A fact that marketers call by a name. It is a starting point: once added it is a plain condition that anybody can change. */
export type NamedFact = { name: string; help: string; condition: Condition };

const atLeast = (value: number) => ({ op: "greater_or_equal", value }) as const;
const atMost = (value: number) => ({ op: "less_or_equal", value }) as const;

/** At least `n` opens in the last two weeks, and fewer in the two weeks before: opens of four weeks are less than twice as many. */
const moreOpensThanBefore = (n: number): Condition => ({
  all: [
    { event: "email_opened", within: "P14D", count: atLeast(n) },
    { event: "email_opened", within: "P28D", count: atMost(2 * n - 1) },
  ],
});

export const namedFacts: readonly NamedFact[] = [
  {
    name: "High-value customer",
    help: "Lifetime value above 1,000",
    condition: { path: "lifetime_value", op: "greater_than", value: 1_000 },
  },
  {
    name: "Recent purchaser",
    help: "Bought in the last 30 days",
    condition: { event: "purchase_completed", within: "P30D" },
  },
  {
    name: "Lapsed customer",
    help: "Has bought, but not in the last 90 days",
    condition: {
      all: [
        { event: "purchase_completed" },
        { event: "purchase_completed", within: "P90D", count: { op: "equals", value: 0 } },
      ],
    },
  },
  {
    name: "Engagement trending up",
    help: "More opens in the last 2 weeks than in the 2 weeks before",
    condition: { any: [moreOpensThanBefore(2), moreOpensThanBefore(4), moreOpensThanBefore(8)] },
  },
  {
    name: "Gone quiet",
    help: "Opened and clicked nothing in the last 30 days",
    condition: {
      none: [
        { message: "opened", within: "P30D" },
        { message: "clicked", within: "P30D" },
      ],
    },
  },
  {
    name: "New here",
    help: "Known for less than a week",
    condition: { path: "created_at", op: "within_last", value: "P7D" },
  },
];
