import { namedFacts } from "@/lib/journey/named-facts";
import type { Moment } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";

const opens = (by: string, n: number): Moment[] => Array.from({ length: n }, () => ({ event: "email_opened", by }));
const both: Moment[] = [
  { person: "ada", is: {} },
  { person: "bob", is: {} },
];

/** How each named fact comes true of Ada and not of Bob. */
const stories: Record<string, readonly Moment[]> = {
  "High-value customer": [
    { person: "ada", is: { attributes: { lifetime_value: 1_001 } } },
    { person: "bob", is: { attributes: { lifetime_value: 1_000 } } },
  ],
  "Recent purchaser": [
    { event: "purchase_completed", by: "bob" },
    { advance: "P31D" },
    { event: "purchase_completed", by: "ada" },
  ],
  "Lapsed customer": [
    { event: "purchase_completed", by: "ada" },
    { event: "purchase_completed", by: "bob" },
    { advance: "P91D" },
    { event: "purchase_completed", by: "bob" },
  ],
  "Engagement trending up": [
    ...opens("ada", 1),
    ...opens("bob", 3),
    { advance: "P15D" },
    ...opens("ada", 2),
    ...opens("bob", 2),
  ],
  "New here": [{ person: "bob", is: {} }, { advance: "P8D" }, { person: "ada", is: {} }],
};

/** Facts that marketers call by a name; one of them is about mails and is shown with the engagement of a mail. */
export const factRows: readonly (ConditionRow & { fact: string })[] = namedFacts
  .filter(({ name }) => name in stories)
  .map(({ name, condition }) => ({
    fact: name,
    rule: condition,
    kind: name,
    acts: [],
    story: stories[name] ?? both,
  }));
