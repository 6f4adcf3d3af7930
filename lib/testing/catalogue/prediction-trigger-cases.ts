import type { CatalogueCase, Moment } from "./catalogue-case";

const buys = (total: number, ...people: string[]): Moment[] =>
  people.map((by) => ({ event: "purchase_completed", by, with: { total } }));

/** T20: what somebody's own purchases foretell lets them in, a class by itself, a threshold of one's own as a segment. */
export const predictionTriggerCases: readonly CatalogueCase[] = [
  {
    ids: ["T20"],
    does: "a high risk of churn enters on the day that time makes it so, never whoever has bought too little to tell",
    step: { type: "trigger.attribute_changed", config: { attribute: "predictions.churn_class", to: "high" } },
    sentence: "When churn class changes to “high”",
    story: [
      ...buys(30, "ada", "bob", "cyn"),
      { advance: "P20D" },
      ...buys(30, "ada", "bob", "cyn"),
      { advance: "P20D" },
      ...buys(30, "ada", "bob"),
      { advance: "P30D" },
      ...buys(30, "bob"),
      { see: { ada: { runs: 0 }, bob: { runs: 0 }, cyn: { runs: 0 } } },
      { advance: "P5D" },
      { see: { ada: { runs: 1 }, bob: { runs: 0 }, cyn: { runs: 0 } } },
    ],
    acts: [
      ["pick", "Attribute", "Churn class"],
      ["fill", "Changes to", "high"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["T20"],
    does: "a purchase that is expected within a week enters when the week begins",
    segments: [
      {
        name: "Buys within a week",
        condition: { path: "predictions.next_purchase_in_days", op: "between", value: [0, 7] },
      },
    ],
    step: { type: "trigger.segment_entered", config: { segment_id: "@segment:Buys within a week" } },
    sentence: "When entering “Buys within a week”",
    story: [
      ...buys(30, "ada", "bob"),
      { advance: "P20D" },
      ...buys(30, "ada", "bob"),
      { advance: "P20D" },
      ...buys(30, "ada"),
      { advance: "P12D" },
      { see: { ada: { runs: 0 }, bob: { runs: 0 } } },
      { advance: "P1D" },
      { see: { ada: { runs: 1 }, bob: { runs: 0 } } },
    ],
    acts: [["pick", "Segment", "Buys within a week"]],
  },
  {
    ids: ["T20"],
    does: "a value of the next twelve months above a mark enters with the purchase that lifts it there",
    segments: [
      { name: "Worth a lot", condition: { path: "predictions.value_12_months", op: "greater_than", value: 1_000 } },
    ],
    step: { type: "trigger.segment_entered", config: { segment_id: "@segment:Worth a lot" } },
    sentence: "When entering “Worth a lot”",
    story: [
      ...buys(100, "ada"),
      ...buys(20, "bob"),
      { advance: "P20D" },
      ...buys(100, "ada"),
      ...buys(20, "bob"),
      { advance: "P20D" },
      { see: { ada: { runs: 0 }, bob: { runs: 0 } } },
      ...buys(100, "ada"),
      ...buys(20, "bob"),
      { see: { ada: { runs: 1 }, bob: { runs: 0 } } },
    ],
    acts: [["pick", "Segment", "Worth a lot"]],
  },
];
