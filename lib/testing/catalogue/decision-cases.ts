import type { CatalogueCase } from "./catalogue-case";

/** N8–N13, N28, N29: steps that decide where people go. */
export const decisionCases: readonly CatalogueCase[] = [
  {
    ids: ["N8"],
    does: "splits people by one question, true or false",
    step: {
      type: "branch",
      config: {
        condition: {
          all: [
            { path: "plan", op: "equals", value: "pro" },
            { event: "purchase_completed", within: "P30D" },
          ],
        },
      },
    },
    sentence: "Plan is “pro” and did “purchase_completed” in the last 30 days?",
    story: [
      { person: "ada", is: { attributes: { plan: "pro" } } },
      { event: "purchase_completed", by: "ada" },
      { event: "begin", by: "ada" },
      { person: "bob", is: { attributes: { plan: "pro" } } },
      { event: "begin", by: "bob" },
      { see: { ada: { left: "yes" }, bob: { left: "no" } } },
    ],
    acts: [
      ["rule", "Yes, if", "Person"],
      ["pick", "Rule 1 > Property", "plan"],
      ["fill", "Rule 1 > Value", "pro"],
      ["rule", "Yes, if", "Did something"],
      ["pick", "Rule 2 > Event", "purchase_completed"],
      ["choose", "Rule 2 > When", "in the last"],
    ],
  },
  {
    ids: ["C nested"],
    does: "groups of all, any and none are held in each other",
    step: {
      type: "branch",
      config: {
        condition: {
          any: [
            { tag: "vip" },
            {
              all: [{ path: "plan", op: "equals", value: "pro" }, { none: [{ tag: "muted" }, { tag: "bounced" }] }],
            },
          ],
        },
      },
    },
    sentence: "Has tag “vip” or (plan is “pro” and none of (has tag “muted”, has tag “bounced”))?",
    story: [
      { person: "ada", is: { tags: ["vip", "muted"] } },
      { person: "bob", is: { attributes: { plan: "pro" } } },
      { person: "cyn", is: { attributes: { plan: "pro" }, tags: ["bounced"] } },
      ...["ada", "bob", "cyn"].map((by) => ({ event: "begin", by })),
      { see: { ada: { left: "yes" }, bob: { left: "yes" }, cyn: { left: "no" } } },
    ],
    acts: [
      ["rule", "Yes, if", "Tag"],
      ["pick", "Rule 1 > Tag", "vip"],
      ["press", "Add a group"],
      ["choose", "Yes, if: how the rules combine", "At least one is true"],
      ["choose", "Rule 2, a group: how the rules combine", "All of these are true"],
      ["rule", "Rule 2, a group", "Person"],
      ["pick", "Rule 2, a group > Rule 1 > Property", "plan"],
      ["fill", "Rule 2, a group > Rule 1 > Value", "pro"],
      ["press", "Rule 2, a group > Add a group"],
      ["choose", "Rule 2, a group > Rule 2, a group > Rule 2, a group: how the rules combine", "None of these is true"],
      ["rule", "Rule 2, a group > Rule 2, a group", "Tag"],
      ["pick", "Rule 2, a group > Rule 2, a group > Rule 1 > Tag", "muted"],
      ["rule", "Rule 2, a group > Rule 2, a group", "Tag"],
      ["pick", "Rule 2, a group > Rule 2, a group > Rule 2 > Tag", "bounced"],
    ],
  },
  {
    ids: ["N9"],
    does: "sorts people by ordered rules, and everyone else apart",
    step: {
      type: "branch_multi",
      config: {
        arms: [
          { key: "a", label: "Gold", condition: { all: [{ path: "points", op: "greater_or_equal", value: 100 }] } },
          { key: "b", label: "Silver", condition: { all: [{ path: "points", op: "greater_or_equal", value: 50 }] } },
        ],
      },
    },
    sentence: "First match of Gold, Silver",
    story: [
      { person: "ada", is: { attributes: { points: 120 } } },
      { person: "bob", is: { attributes: { points: 60 } } },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { event: "begin", by: "cyn" },
      { see: { ada: { left: "a" }, bob: { left: "b" }, cyn: { left: "else" } } },
    ],
    acts: [
      ["fill", "Name of exit 1", "Gold"],
      ["rule", "Rule of exit 1", "Person"],
      ["pick", "Rule of exit 1 > Rule 1 > Property", "points"],
      ["choose", "Rule of exit 1 > Rule 1 > Type of the value", "number"],
      ["choose", "Rule of exit 1 > Rule 1 > Comparison", "is at least"],
      ["fill", "Rule of exit 1 > Rule 1 > Value", "100"],
      ["fill", "Name of exit 2", "Silver"],
      ["rule", "Rule of exit 2", "Person"],
      ["pick", "Rule of exit 2 > Rule 1 > Property", "points"],
      ["choose", "Rule of exit 2 > Rule 1 > Type of the value", "number"],
      ["choose", "Rule of exit 2 > Rule 1 > Comparison", "is at least"],
      ["fill", "Rule of exit 2 > Rule 1 > Value", "50"],
    ],
  },
  {
    ids: ["N10"],
    does: "sorts people by a score, the highest threshold first",
    step: {
      type: "branch_score",
      config: {
        score: "lead_points",
        thresholds: [
          { key: "hot", min: 80 },
          { key: "warm", min: 30 },
        ],
      },
    },
    sentence: "By lead points: hot from 80, warm from 30",
    story: [
      { person: "ada", is: { attributes: { lead_points: 80 } } },
      { person: "bob", is: { attributes: { lead_points: 79.5 } } },
      { person: "cyn", is: { attributes: { lead_points: "many" } } },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { event: "begin", by: "cyn" },
      { see: { ada: { left: "hot" }, bob: { left: "warm" }, cyn: { left: "else" } } },
    ],
    acts: [
      ["pick", "Score", "lead_points"],
      ["fill", "Lower limit of exit 1", "80"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["N11"],
    does: "deals people out by weight, always the same for a person, with some held out",
    step: {
      type: "split",
      config: {
        arms: [
          { key: "a", weight: 1 },
          { key: "b", weight: 3 },
        ],
        holdout: 20,
      },
    },
    sentence: "Split A 25 % · B 75 %, 20 % held out",
    story: [
      ...Array.from({ length: 40 }, (_, n) => ({ event: "begin", by: `p${n}` })),
      { event: "begin", by: "p0" },
      { event: "begin", by: "p1" },
      { counts: { a: [1, 18], b: [14, 36], holdout: [1, 18] } },
      { see: { p0: { runs: 2, alwaysTheSameExit: true }, p1: { runs: 2, alwaysTheSameExit: true } } },
    ],
    acts: [
      ["fill", "Weight of exit 1", "1"],
      ["fill", "Weight of exit 2", "3"],
      ["fill", "Holdout", "20"],
    ],
  },
  {
    ids: ["N12"],
    does: "asks whether somebody is in a segment",
    segments: [{ name: "Pro people", condition: { path: "plan", op: "equals", value: "pro" } }],
    step: { type: "segment_check", config: { segment_id: "@segment:Pro people" } },
    sentence: "In “Pro people”?",
    story: [
      { person: "ada", is: { attributes: { plan: "pro" } } },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { see: { ada: { left: "yes" }, bob: { left: "no" } } },
    ],
    acts: [["pick", "Segment", "Pro people"]],
    byKeyboard: true,
  },
  {
    ids: ["N13"],
    does: "gives every arm points, the most points win, the upper arm of equals",
    step: {
      type: "best_match",
      config: {
        arms: [
          {
            key: "a",
            criteria: [
              { condition: { all: [{ tag: "runner" }] }, points: 10 },
              { condition: { all: [{ path: "city", op: "equals", value: "Oslo" }] }, points: 5 },
            ],
          },
          { key: "b", criteria: [{ condition: { all: [{ tag: "reader" }] }, points: 10 }] },
        ],
      },
    },
    sentence: "Best match of a, b",
    story: [
      { person: "ada", is: { tags: ["runner", "reader"] } },
      { person: "bob", is: { tags: ["reader"], attributes: { city: "Oslo" } } },
      { person: "cyn", is: { tags: ["runner"], attributes: { city: "Oslo" } } },
      ...["ada", "bob", "cyn", "dan"].map((by) => ({ event: "begin", by })),
      { see: { ada: { left: "a" }, bob: { left: "b" }, cyn: { left: "a" }, dan: { left: "else" } } },
    ],
    acts: [
      ["rule", "Points: rule 1 of exit 1", "Tag"],
      ["pick", "Points: rule 1 of exit 1 > Tag", "runner"],
      ["press", "Add points to exit 1"],
      ["fill", "Points of rule 2 of exit 1", "5"],
      ["rule", "Points: rule 2 of exit 1", "Person"],
      ["pick", "Points: rule 2 of exit 1 > Rule 1 > Property", "city"],
      ["fill", "Points: rule 2 of exit 1 > Rule 1 > Value", "Oslo"],
      ["rule", "Points: rule 1 of exit 2", "Tag"],
      ["pick", "Points: rule 1 of exit 2 > Tag", "reader"],
    ],
  },
  {
    ids: ["N28"],
    does: "whoever reaches the goal while waiting jumps to it, and no more reminders go out",
    step: {
      type: "goal",
      config: {
        event: "purchase_completed",
        where: { all: [{ path: "event.total", op: "greater_than", value: 10 }] },
      },
    },
    sentence: "Goal: “purchase_completed” where event total is more than 10",
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "first", type: "email", config: { subject: "Your cart", body: "Still there." } },
        { id: "day", type: "wait", config: { duration: "P1D" } },
        { id: "second", type: "email", config: { subject: "Your cart again", body: "Still there." } },
        { id: "step", type: "goal" },
        { id: "thanks", type: "email", config: { subject: "Thank you", body: "It is on its way." } },
      ],
      edges: ["start -> first", "first -> day", "day -> second", "second -> step", "step -> thanks"],
    },
    story: [
      { person: "ada", is: { email: "ada@example.com" } },
      { person: "bob", is: { email: "bob@example.com" } },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { advance: "PT6H" },
      { event: "purchase_completed", by: "bob", with: { total: 5 } },
      { event: "purchase_completed", by: "ada", with: { total: 50 } },
      { see: { ada: { mails: ["Your cart", "Thank you"], state: "completed" }, bob: { at: "day" } } },
      { advance: "P1D" },
      { see: { bob: { mails: ["Your cart", "Your cart again"], state: "completed", reason: "goal_not_reached" } } },
    ],
    acts: [
      ["pick", "Event", "purchase_completed"],
      ["rule", "Only when", "Event property"],
      ["pick", "Rule 1 > Property", "event.total"],
      ["choose", "Rule 1 > Type of the value", "number"],
      ["choose", "Rule 1 > Comparison", "is more than"],
      ["fill", "Rule 1 > Value", "10"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["N29"],
    does: "sends people back to a step so many times, and how often they came is a condition",
    step: { type: "go_to", config: { node_id: "day", at_most: 2 } },
    sentence: "Go to “Wait”, at most 2 times",
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "day", type: "wait", config: { duration: "P1D" } },
        { id: "second", type: "branch", config: { condition: { visits: "day", op: "equals", value: 2 } } },
        { id: "twice", type: "add_tag", config: { tag: "came twice" } },
        { id: "step", type: "go_to" },
        { id: "out", type: "exit", config: { reason: "enough" } },
      ],
      edges: [
        "start -> day",
        "day -> second",
        "second -yes-> twice",
        "twice -> step",
        "second -no-> step",
        "step -> out",
      ],
    },
    story: [
      { event: "begin", by: "ada" },
      { advance: "P1DT1M" },
      { see: { ada: { at: "day", tags: [] } } },
      { advance: "P1DT1M" },
      { see: { ada: { at: "day", tags: ["came twice"] } } },
      { advance: "P1DT1M" },
      {
        see: {
          ada: {
            reason: "enough",
            path: ["start", "day", "second", "step", "day", "second", "twice", "step", "day", "second", "step", "out"],
          },
        },
      },
    ],
    acts: [
      ["pick", "Go to", "2. Wait 1 day"],
      ["fill", "At most", "2"],
    ],
  },
];
