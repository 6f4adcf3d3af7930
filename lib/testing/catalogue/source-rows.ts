import type { CatalogueCase } from "./catalogue-case";
import type { ConditionRow } from "./condition-row";

type Journey = NonNullable<CatalogueCase["journey"]>;

/** Readers get a mail and an hour before the branch, so that there is something to open and a step to have passed; others come at once. */
export const afterMail: Journey = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "begin" } },
    { id: "who", type: "branch", config: { condition: { tag: "reader" } } },
    {
      id: "test",
      type: "split",
      config: {
        arms: [
          { key: "a", weight: 1 },
          { key: "b", weight: 0 },
        ],
      },
    },
    { id: "mail", type: "email", config: { subject: "Our news", body: "See https://shop.example.com/news" } },
    { id: "hour", type: "wait", config: { duration: "PT1H" } },
    { id: "step", type: "branch" },
    { id: "to_yes", type: "exit", config: { reason: "yes" } },
    { id: "to_no", type: "exit", config: { reason: "no" } },
  ],
  edges: [
    "start -> who",
    "who -yes-> test",
    "test -a-> mail",
    "mail -> hour",
    "hour -> step",
    "test -b-> step",
    "who -no-> step",
    "step -yes-> to_yes",
    "step -no-> to_no",
  ],
};
const anHourLater = [{ advance: "PT1H1M" }];
const reader = (person: string) => ({ person, is: { email: `${person}@example.com`, tags: ["reader"] } });
const bought = (by: string, total: number, more = {}) => ({ event: "bought", by, with: { total, ...more } });

/** Everything a rule can look at, beside the operators. */
export const sourceRows: readonly (ConditionRow & { source: string })[] = [
  {
    source: "a field of the person",
    rule: { path: "first_name", op: "equals", value: "Ada" },
    kind: "Person",
    acts: [
      ["pick", "Property", "First name"],
      ["fill", "Value", "Ada"],
    ],
    story: [{ person: "ada", is: { first_name: "Ada" } }],
  },
  {
    source: "an attribute by its dotted path",
    rule: { path: "address.city", op: "equals", value: "Oslo" },
    kind: "Person",
    acts: [
      ["pick", "Property", "address.city"],
      ["fill", "Value", "Oslo"],
    ],
    story: [{ person: "ada", is: { attributes: { address: { city: "Oslo" } } } }],
  },
  {
    source: "a property of the event",
    rule: { path: "event.total", op: "equals", value: "50" },
    kind: "Event property",
    acts: [
      ["pick", "Property", "event.total"],
      ["choose", "Comparison", "is"],
      ["choose", "Type of the value", "text"],
      ["fill", "Value", "50"],
    ],
    story: [],
    event: { ada: { total: "50" }, bob: { total: 50 } },
    journeyOnly: true,
  },
  {
    source: "data of the run",
    rule: { path: "run.call.told", op: "contains", value: "/people/ada" },
    kind: "Person",
    acts: [
      ["pick", "Property", "run.call.told"],
      ["choose", "Comparison", "contains"],
      ["fill", "Value", "/people/ada"],
    ],
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "call", type: "webhook", config: { url: "@server/people/{{ external_id }}", body: '{"total": 1}' } },
        { id: "step", type: "branch" },
        { id: "to_yes", type: "exit", config: { reason: "yes" } },
        { id: "to_no", type: "exit", config: { reason: "no" } },
      ],
      edges: ["start -> call", "call -> step", "call -error-> step", "step -yes-> to_yes", "step -no-> to_no"],
    },
    story: [],
    journeyOnly: true,
  },
  {
    source: "how often a step was passed",
    rule: { visits: "mail", op: "greater_or_equal", value: 1 },
    kind: "Path so far",
    acts: [["choose", "Step", "4. Send “Our news”"]],
    journey: afterMail,
    story: [reader("ada")],
    later: anHourLater,
    journeyOnly: true,
  },
  {
    source: "the arm that was taken",
    rule: { arm: "test", is: "a" },
    kind: "Arm taken",
    acts: [
      ["choose", "Step", "3. Split A 100 % · B 0 %"],
      ["choose", "Arm", "A"],
    ],
    journey: afterMail,
    story: [reader("ada")],
    later: anHourLater,
    journeyOnly: true,
  },
  {
    source: "whether a mail of the journey was opened",
    rule: { message: "opened", node_id: "mail" },
    kind: "Email engagement",
    acts: [["choose", "Which email", "4. Send “Our news”"]],
    journey: afterMail,
    story: [reader("ada"), reader("bob")],
    later: [{ opens: "ada" }, ...anHourLater],
    journeyOnly: true,
  },
  {
    source: "whether any mail of this journey was clicked",
    rule: { message: "clicked", in: "journey" },
    kind: "Email engagement",
    acts: [
      ["choose", "What they did", "Clicked a link in"],
      ["choose", "Which email", "any email of this journey"],
    ],
    journey: afterMail,
    story: [reader("ada"), reader("bob")],
    later: [{ clicks: "ada" }, { opens: "bob" }, ...anHourLater],
    journeyOnly: true,
  },
  {
    source: "whether any mail was opened in the last days",
    rule: { message: "opened", within: "P3D" },
    kind: "Email engagement",
    acts: [
      ["choose", "Which email", "any email"],
      ["choose", "When", "in the last"],
      ["fill", "How long back: days", "3"],
    ],
    journey: afterMail,
    story: [reader("ada"), reader("bob")],
    later: [{ opens: "ada" }, ...anHourLater],
  },
  {
    source: "how often an event happened in a while, with a filter of its own",
    rule: {
      event: "bought",
      where: { all: [{ path: "event.sku", op: "equals", value: "boots" }] },
      count: { op: "greater_or_equal", value: 2 },
      within: "P7D",
    },
    kind: "Did something",
    acts: [
      ["pick", "Event", "bought"],
      ["fill", "Times", "2"],
      ["choose", "When", "in the last"],
      ["fill", "How long back: days", "7"],
      ["press", "Only where…"],
      ["pick", "Only where > Rule 1 > Property", "event.sku"],
      ["fill", "Only where > Rule 1 > Value", "boots"],
    ],
    story: [
      bought("ada", 10, { sku: "boots" }),
      bought("ada", 10, { sku: "boots" }),
      bought("bob", 10, { sku: "boots" }),
      bought("bob", 10, { sku: "hat" }),
    ],
  },
  {
    source: "that an event did not happen",
    rule: { event: "bought", count: { op: "equals", value: 0 } },
    kind: "Did something",
    acts: [
      ["choose", "Did or did not", "Did not do"],
      ["pick", "Event", "bought"],
    ],
    story: [{ person: "ada", is: {} }, bought("bob", 1)],
  },
  ...(
    [
      ["sum", "Total over", 100, [60, 40], [60, 39]],
      ["avg", "Average over", 50, [20, 80], [20, 79]],
      ["first", "In their first", 50, [50, 1], [1, 50]],
      ["last", "In their last", 50, [1, 50], [50, 1]],
    ] as const
  ).map(([measure, words, value, adas, bobs]) => ({
    source: `the ${measure} of a property over events`,
    rule: { event: "bought", [measure]: { property: "total", op: "greater_or_equal" as const, value } },
    kind: "Did something",
    acts: [
      ["choose", "Did or did not", words],
      ["pick", "Event", "bought"],
      ["pick", "Property", "event.total"],
      ["fill", "Value", String(value)],
    ] as const,
    story: [...adas.map((total) => bought("ada", total)), ...bobs.map((total) => bought("bob", total))],
  })),
  {
    source: "a segment",
    segments: [{ name: "Pro people", condition: { path: "plan", op: "equals", value: "pro" } }],
    rule: { segment_id: "@segment:Pro people" },
    kind: "Segment",
    acts: [["pick", "Segment", "Pro people"]],
    story: [{ person: "ada", is: { attributes: { plan: "pro" } } }],
  },
  {
    source: "a tag",
    rule: { tag: "vip" },
    kind: "Tag",
    acts: [["pick", "Tag", "vip"]],
    story: [{ person: "ada", is: { tags: ["vip"] } }],
  },
  {
    source: "consent",
    rule: { consent: "email", is: "no_address" },
    kind: "Consent",
    acts: [["choose", "Consent", "has no email address"]],
    story: [
      { person: "ada", is: {} },
      { person: "bob", is: { email: "bob@example.com" } },
    ],
  },
  {
    source: "the hour where they live",
    rule: { time: "hour", op: "between", value: [9, 17] },
    kind: "Time now",
    acts: [["fill", "To", "17"]],
    story: [
      { person: "ada", is: { timezone: "UTC" } },
      { person: "bob", is: { timezone: "Asia/Tokyo" } },
    ],
  },
  {
    source: "the weekday where they live",
    rule: { time: "weekday", op: "in_list", value: ["mon"] },
    kind: "Time now",
    acts: [
      ["choose", "What of the time", "The weekday"],
      ...(["Tue", "Wed", "Thu", "Fri"] as const).map((day) => ["press", day] as const),
    ],
    startAt: "2026-03-02T14:00:00Z",
    story: [
      { person: "ada", is: { timezone: "UTC" } },
      { person: "bob", is: { timezone: "Pacific/Kiritimati" } },
    ],
  },
  {
    source: "the date where they live",
    rule: { time: "date", op: "after", value: "2026-03-02" },
    kind: "Time now",
    acts: [
      ["choose", "What of the time", "The date"],
      ["fill", "Value", "2026-03-02"],
    ],
    startAt: "2026-03-02T14:00:00Z",
    story: [
      { person: "ada", is: { timezone: "Pacific/Kiritimati" } },
      { person: "bob", is: { timezone: "UTC" } },
    ],
  },
];
