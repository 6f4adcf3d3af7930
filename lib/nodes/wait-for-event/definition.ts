import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { EventFact } from "@/lib/journey/facts";
import type { Outcome } from "@/lib/journey/outcome";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { conditionProblems, missing } from "../condition-problems";
import { defineNode, type NodeProblem, type PortDefinition, type StepInput } from "../define-node";
import { clashingKeys, portKeySchema } from "../port-key";
import { shortestHoldMs } from "../shortest-hold";

const TIMEOUT = "timeout";

const awaitedSchema = z.strictObject({
  event: z.string().trim().max(200),
  where: conditionSchema.optional(),
  /** the exit; named after the event when absent */
  port: portKeySchema.optional(),
});
type Awaited = z.output<typeof awaitedSchema>;

const schema = z.strictObject({
  events: z.array(awaitedSchema).max(20),
  /** absent: waits until one of the events comes */
  timeout: durationSchema.optional(),
});
export type WaitForEventConfig = z.output<typeof schema>;

export const waitForEvent = defineNode<WaitForEventConfig>({
  type: "wait_for_event",
  category: "timing",
  label: "Wait for an event",
  description:
    "Holds people until they do one of several things. The first one wins; when time runs out they leave by “No event”.",
  keywords: ["delay", "listen", "until", "purchase", "bought", "reply", "timeout", "react", "race"],
  icon: "radio",
  schema,
  defaults: { events: [{ event: "", port: "event" }], timeout: "P1D" },
  fields: [
    {
      kind: "awaited_events",
      name: "events",
      label: "Events",
      help: "Each has its own exit. The first that matches wins.",
    },
    { kind: "duration", name: "timeout", label: "For at most" },
  ],
  ports: ({ events, timeout }) => [...eventPorts(events), ...(timeout ? [{ key: TIMEOUT, label: "No event" }] : [])],
  summary: ({ events, timeout }) => {
    const names = events.filter(({ event }) => event).map(({ event }) => `“${event}”`);
    if (names.length === 0) return "Choose an event to wait for";
    return `Wait for ${names.join(" or ")}${timeout ? `, at most ${describeDuration(timeout)}` : ""}`;
  },
  check: ({ events, timeout }) => [
    ...eventProblems(events),
    ...(timeout
      ? []
      : [
          {
            code: "no_timeout",
            severity: "warning" as const,
            message: "Without a limit people may wait here for ever.",
            field: "timeout",
          },
        ]),
  ],
  references: ({ events }) => {
    const references = events.map(({ where }) => (where ? conditionReferences(where) : { segments: [], nodes: [] }));
    return { segments: references.flatMap((r) => r.segments), nodes: references.flatMap((r) => r.nodes) };
  },
  holdsAtLeastMs: ({ timeout }, port) => (port === TIMEOUT && timeout ? shortestHoldMs(timeout) : 0),
  listens: true,
  step: (input) => {
    const { node, facts, env, arrived_at, wake, timer } = input;
    const { events, timeout } = node.config;
    const due = timeout ? addDuration(arrived_at, timeout, personZone(facts)) : "forever";
    // An event that came after the time was up loses, however late the worker looks at the two.
    if (wake?.by === "event" && (due === "forever" || wake.event.at <= due)) {
      const match = firstMatch(wake.event, input);
      if (match) return match;
    }
    if (due !== "forever" && (timer || due <= env.now)) return { kind: "leave", port: TIMEOUT };
    return { kind: "wait", until: due, listen: [...new Set(events.map(({ event }) => event))] };
  },
});

const portOf = ({ port, event }: Awaited): string => port ?? event.slice(0, 64).toWellFormed();

function eventPorts(events: Awaited[]): PortDefinition[] {
  const ports = new Map(events.map((awaited) => [portOf(awaited), awaited.event]));
  return [...ports].filter(([key]) => key !== "").map(([key, event]) => ({ key, label: event || "Event" }));
}

function firstMatch(event: EventFact, { node, facts, env }: StepInput<WaitForEventConfig>): Outcome | undefined {
  const asEvent = { ...facts, run: { ...facts.run, event } };
  for (const awaited of node.config.events) {
    if (awaited.event !== event.event) continue;
    if (!awaited.where) return { kind: "leave", port: portOf(awaited), event };
    const evaluation = evaluateCondition(awaited.where, asEvent, env.now);
    if (evaluation.kind === "needs") return evaluation;
    if (evaluation.result) return { kind: "leave", port: portOf(awaited), event, seen: evaluation.seen };
  }
  return undefined;
}

function eventProblems(events: Awaited[]): NodeProblem[] {
  if (events.length === 0)
    return [
      {
        code: "missing_setting",
        severity: "error",
        message: "Choose at least one event to wait for.",
        field: "events",
      },
    ];
  return [
    ...events.flatMap((awaited, i) => [
      ...missing(awaited.event, `events.${i}.event`, "Choose the event to wait for."),
      ...conditionProblems(awaited.where, `events.${i}.where`),
    ]),
    ...clashingKeys(events.map(portOf), [TIMEOUT]).map(
      (message): NodeProblem => ({ code: "duplicate_port", severity: "error", message, field: "events" }),
    ),
  ];
}
