import type { CatalogueCase } from "./catalogue-case";

/** An order and a day's wait: who enters while inside, who may come back. */
const journey: CatalogueCase["journey"] = {
  nodes: [
    { id: "step", type: "trigger.event" },
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ],
  edges: ["step -> day"],
};
const step = { type: "trigger.event", config: { event: "order_placed" } } as const;
const sentence = "When “order_placed” happens";
const ordered = (by: string, order_id = "1") => ({ event: "order_placed", by, with: { order_id } });

/** T18, T19, N33: what holds for a whole journey. The acts are those on its page of settings. */
export const settingsCases: readonly (CatalogueCase & { settings: NonNullable<CatalogueCase["settings"]> })[] = [
  {
    ids: ["T18"],
    does: "everybody enters once, ever",
    step,
    sentence,
    journey,
    settings: { reentry: { policy: "once" } },
    story: [ordered("ada"), { advance: "P2D" }, ordered("ada"), { see: { ada: { runs: 1 } } }],
    acts: [["press", "Once, ever"]],
  },
  {
    ids: ["T18"],
    does: "everybody is inside once at a time and may come back",
    step,
    sentence,
    journey,
    settings: { reentry: { policy: "once_at_a_time" } },
    story: [
      ordered("ada"),
      ordered("ada"),
      { see: { ada: { runs: 1 } } },
      { advance: "P2D" },
      ordered("ada"),
      { see: { ada: { runs: 2 } } },
    ],
    acts: [
      ["press", "Once, ever"],
      ["press", "Once at a time"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["T18"],
    does: "everybody may enter again some days after the last time",
    step,
    sentence,
    journey,
    settings: { reentry: { policy: "after", after: "P7D" } },
    story: [
      ordered("ada"),
      { advance: "P6D" },
      ordered("ada"),
      { see: { ada: { runs: 1 } } },
      { advance: "P1DT1H" },
      ordered("ada"),
      { see: { ada: { runs: 2 } } },
    ],
    acts: [
      ["press", "Again after some time"],
      ["fill", "After how long: days", "7"],
    ],
  },
  {
    ids: ["T18"],
    does: "many runs at once, one for each value of an event's property",
    step,
    sentence,
    journey,
    settings: { reentry: { policy: "parallel", key: "event.order_id" } },
    story: [ordered("ada", "1"), ordered("ada", "2"), ordered("ada", "1"), { see: { ada: { runs: 2 } } }],
    acts: [
      ["press", "Several at once"],
      ["pick", "What makes runs different", "event.order_id"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["T19"],
    does: "only whom a condition and consent let in may enter",
    step,
    sentence,
    journey,
    segments: [{ name: "Pro people", condition: { path: "plan", op: "equals", value: "pro" } }],
    settings: {
      reentry: { policy: "once_at_a_time" },
      eligibility: { all: [{ segment_id: "@segment:Pro people" }, { path: "country", op: "equals", value: "DE" }] },
      consent_required: true,
    },
    story: [
      { person: "ada", is: { email: "ada@example.com", attributes: { plan: "pro", country: "DE" } } },
      { person: "bob", is: { email: "bob@example.com", attributes: { plan: "pro", country: "FR" } } },
      { person: "cyn", is: { email: "cyn@example.com", attributes: { plan: "pro", country: "DE" } } },
      { suppresses: "cyn@example.com" },
      { person: "dan", is: { email: "dan@example.com", attributes: { plan: "free", country: "DE" } } },
      ...["ada", "bob", "cyn", "dan"].map((by) => ordered(by)),
      { see: { ada: { runs: 1 }, bob: { runs: 0 }, cyn: { runs: 0 }, dan: { runs: 0 } } },
    ],
    acts: [
      ["rule", "May enter when", "Segment"],
      ["pick", "Rule 1 > Segment", "Pro people"],
      ["rule", "May enter when", "Person"],
      ["pick", "Rule 2 > Property", "country"],
      ["fill", "Rule 2 > Value", "DE"],
      ["turn", "Only with consent"],
    ],
  },
  {
    ids: ["N33"],
    does: "a journey keeps nobody longer than its longest stay, lets out whom a rule names, and has a priority",
    step,
    sentence,
    journey: {
      ...journey,
      nodes: [
        { id: "step", type: "trigger.event" },
        { id: "day", type: "wait", config: { duration: "P30D" } },
      ],
    },
    settings: {
      reentry: { policy: "once_at_a_time" },
      exit_when: { all: [{ tag: "customer" }] },
      max_time: "P10D",
      priority: "high",
      timezone: "Europe/Berlin",
    },
    story: [
      { person: "ada", is: {} },
      { person: "bob", is: {} },
      ordered("ada"),
      ordered("bob"),
      { advance: "P1D" },
      { person: "bob", is: { tags: ["customer"] } },
      { see: { ada: { at: "day" }, bob: { state: "exited", reason: "exit_when" } } },
      { advance: "P9DT1M" },
      { see: { ada: { state: "exited", reason: "max_time" } } },
    ],
    acts: [
      ["rule", "Leave when", "Tag"],
      ["pick", "Rule 1 > Tag", "customer"],
      ["choose", "Who goes first", "High: ten minutes ahead"],
      ["press", "Set a limit"],
      ["fill", "Longest stay: days", "10"],
      ["pick", "Time zone", "Europe/Berlin"],
    ],
    byKeyboard: true,
  },
];
