import * as z from "zod";
import { CHANGE } from "@/lib/journey/condition-listens";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { type Json, jsonSchema } from "@/lib/journey/json";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { CHAIN_DEPTH_MAX, chainDepth } from "../chain-depth";
import { missing } from "../condition-problems";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { fillValues } from "../fill-values";
import { isArrival } from "../is-arrival";

const NOT_STARTED = "not_started";
const TIMEOUT = "timeout";

const schema = z.strictObject({
  journey_id: z.string().trim().max(64),
  /** true: a sub-journey; people go on when it has ended for them */
  wait: z.boolean().optional(),
  timeout: durationSchema.optional(),
  /** what `event.*` means in the other journey */
  inputs: z
    .record(z.string().trim().min(1).max(100), jsonSchema)
    .refine((inputs) => Object.keys(inputs).length <= 50, "at most 50 values")
    .optional(),
});
export type StartJourneyConfig = z.output<typeof schema>;

export const startJourney = defineAction<StartJourneyConfig>({
  type: "start_journey",
  category: "data",
  label: "Start another journey",
  description:
    "Puts the person into another journey, and goes straight on or waits until it has ended for them. What its exit hands back is run.<step id> afterwards.",
  keywords: ["sub-journey", "subflow", "call", "nested", "reuse", "run journey", "child", "hand over"],
  icon: "workflow",
  schema,
  defaults: { journey_id: "" },
  fields: [
    { kind: "journey", name: "journey_id", label: "Journey" },
    {
      kind: "toggle",
      name: "wait",
      label: "Wait until it has ended",
      help: "Then it works as a part of this journey: whoever is taken out here, or reaches a goal, leaves it too.",
    },
    { kind: "duration", name: "timeout", label: "For at most", shownWhen: { name: "wait", is: ["true"] } },
    {
      kind: "properties",
      name: "inputs",
      label: "Give it",
      help: "Values that are event.<name> there.",
      addLabel: "Add a value",
      keyPlaceholder: "coupon",
    },
  ],
  ports: ({ wait, timeout }) => [
    { key: "next", label: wait ? "Ended" : "Started" },
    { key: NOT_STARTED, label: "Not let in" },
    ...(wait && timeout ? [{ key: TIMEOUT, label: "Time ran out" }] : []),
  ],
  summary: ({ journey_id, wait, timeout }, names) => {
    if (!journey_id) return "Choose a journey";
    const limit = timeout ? `, at most ${describeDuration(timeout)}` : "";
    const name = names.journey?.(journey_id) ?? "another journey";
    return wait ? `Run “${name}” and wait for its end${limit}` : `Start “${name}”`;
  },
  check: ({ journey_id, wait, timeout }) => [
    ...missing(journey_id, "journey_id", "Choose the journey to start."),
    ...(wait && !timeout
      ? [
          {
            code: "no_timeout",
            severity: "warning",
            message: "Without a limit people wait here for as long as that journey keeps them.",
            field: "timeout",
          } satisfies NodeProblem,
        ]
      : []),
  ],
  references: ({ journey_id }) => ({ journeys: journey_id ? [journey_id] : [] }),
  listens: true,
  writesSubscriber: true,
  step: (input) => {
    const { node, facts, env, arrived_at, wake, timer } = input;
    const { journey_id, wait, timeout, inputs } = node.config;
    if (wake?.by === "result") {
      const effects = [{ kind: "set_run" as const, values: { [node.id]: wake.value } }];
      return wake.ok
        ? { kind: "leave", port: "next", effects }
        : { kind: "leave", port: NOT_STARTED, reason: reasonOf(wake.value), effects };
    }
    const until = wait && timeout ? addDuration(arrived_at, timeout, personZone(facts)) : "forever";
    if (until !== "forever" && (timer || until <= env.now)) return { kind: "leave", port: TIMEOUT };
    if (!isArrival(input)) return { kind: "wait", until, listen: [CHANGE] };
    const depth = chainDepth(facts, env.now);
    if (depth > CHAIN_DEPTH_MAX) return { kind: "leave", port: NOT_STARTED, reason: "chain_too_long" };
    const { values, failed } = fillValues(inputs ?? {}, facts, env);
    if (failed.length > 0) return { kind: "leave", port: NOT_STARTED, reason: `not_filled: ${failed.join(", ")}` };
    return {
      kind: "wait",
      until,
      // Whoever listens can be found again by the run that ends; a change of the person is looked at and waited over.
      listen: [CHANGE],
      effects: [{ kind: "start_run", journey_id, properties: values, wait: wait === true, depth }],
    };
  },
});

function reasonOf(value: Json): string {
  const reason = typeof value === "object" && value !== null && !Array.isArray(value) ? value.reason : undefined;
  return typeof reason === "string" ? reason : "not_started";
}
