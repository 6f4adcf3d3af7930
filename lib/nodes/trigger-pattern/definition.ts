import { conditionReferences } from "@/lib/journey/condition-references";
import { describeDuration } from "@/lib/journey/describe-duration";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields } from "../trigger-controls";
import { patternProblems } from "./pattern-problems";
import { type PatternRow, schema, type TriggerPatternConfig } from "./schema";

/** People enter when what they did over time adds up to something. Followed event by event: see lib/engine/pattern-state.ts. */
export const triggerPattern = defineNode<TriggerPatternConfig>({
  type: "trigger.pattern",
  category: "trigger",
  label: "Behaviour adds up",
  description:
    "People enter when they did something often enough, in an order, or when points or amounts reach a mark.",
  keywords: [
    "start",
    "entry",
    "pattern",
    "frequency",
    "count",
    "sequence",
    "score",
    "threshold",
    "engagement",
    "spend",
  ],
  icon: "activity",
  schema,
  defaults: { kind: "count", events: [{ event: "", min: 3, within: "P7D" }] },
  fields: [
    {
      kind: "select",
      name: "kind",
      label: "What adds up",
      options: [
        { value: "count", label: "One event, a number of times" },
        { value: "set", label: "Several events, each with its own count" },
        { value: "sequence", label: "Events in an order" },
        { value: "score", label: "Points for events" },
        { value: "total", label: "A total over all time" },
      ],
    },
    {
      kind: "pattern_events",
      name: "events",
      label: "Events",
      help: "People enter at the moment it becomes true, and again only after it was false.",
    },
    {
      kind: "duration",
      name: "within",
      label: "All within",
      help: "From the first step to the last.",
      shownWhen: { name: "kind", is: ["sequence"] },
    },
    {
      kind: "toggle",
      name: "consecutive",
      label: "One right after the other",
      help: "None of the other steps’ events may come in between.",
      shownWhen: { name: "kind", is: ["sequence"] },
    },
    {
      kind: "number",
      name: "threshold",
      label: "To be reached",
      min: 0,
      shownWhen: { name: "kind", is: ["score", "total"] },
    },
    {
      kind: "condition",
      name: "where",
      label: "Only when",
      help: "Asked at that moment, about the person and the event that made it true.",
      scope: "any",
    },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: (config) => sentence(config),
  check: patternProblems,
  references: ({ where }) => (where ? conditionReferences(where) : {}),
  step: leaveNext,
});

const named = ({ event }: PatternRow) => `“${event}”`;

function sentence(config: TriggerPatternConfig): string {
  const { kind, events, within, consecutive, threshold = 0 } = config;
  if (events.length === 0 || events.some(({ event }) => event === "")) return "Choose the events";
  switch (kind) {
    case "count":
    case "set":
      return `When ${events.map(countWords).join(" and ")}`;
    case "sequence":
      return `When ${events.map(named).join(consecutive ? " and right after it " : ", then ")} happen within ${within ? describeDuration(within) : "a time"}`;
    case "score":
      return `When ${events.map((row) => `${named(row)} (${row.weight ?? 1})`).join(", ")} reach ${threshold} points`;
    case "total":
      return `When the ${events.every(({ property }) => !property) ? "number" : "total"} of ${events.map((row) => (row.property ? `${row.property} in ${named(row)}` : named(row))).join(" and ")} reaches ${threshold}`;
  }
}

function countWords(row: PatternRow): string {
  const { min = row.max === undefined ? 1 : 0, max, within } = row;
  const times = (n: number) => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);
  const count =
    max === undefined
      ? `at least ${times(min)}`
      : max === 0
        ? "never"
        : min === 0
          ? `at most ${times(max)}`
          : `${min} to ${max} times`;
  return `${named(row)} happens ${count} in ${within ? describeDuration(within) : "a time"}`;
}
