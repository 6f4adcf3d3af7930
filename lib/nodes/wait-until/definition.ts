import * as z from "zod";
import { isEmptyCondition } from "@/lib/journey/check-condition";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionListens } from "@/lib/journey/condition-listens";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeCondition } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { conditionProblems } from "../condition-problems";
import { defineNode } from "../define-node";
import { shortestHoldMs } from "../shortest-hold";
import { whenDecided } from "../when-decided";

const schema = z.strictObject({ condition: conditionSchema, timeout: durationSchema.optional() });
export type WaitUntilConfig = z.output<typeof schema>;

export const waitUntil = defineNode<WaitUntilConfig>({
  type: "wait_until",
  category: "timing",
  label: "Wait until a condition holds",
  description:
    "Holds people until something becomes true about them, looking again with every change and event that matters, for as long as you allow.",
  keywords: ["delay", "condition", "rule", "becomes", "hold", "timeout", "until"],
  icon: "timer",
  schema,
  defaults: { condition: { all: [] }, timeout: "P3D" },
  fields: [
    { kind: "condition", name: "condition", label: "Until", scope: "any" },
    { kind: "duration", name: "timeout", label: "For at most" },
  ],
  ports: ({ timeout }) => [
    { key: "met", label: "Met" },
    ...(timeout ? [{ key: "timeout", label: "Time ran out" }] : []),
  ],
  summary: ({ condition, timeout }, names) =>
    isEmptyCondition(condition)
      ? "Choose what to wait for"
      : `Wait until ${describeCondition(condition, names)}${timeout ? `, at most ${describeDuration(timeout)}` : ""}`,
  check: ({ condition, timeout }) => [
    ...conditionProblems(condition, "condition"),
    ...(isEmptyCondition(condition) || conditionListens(condition).length > 0
      ? []
      : [
          {
            code: "never_woken",
            severity: "warning" as const,
            message: "Nothing that happens can make this true: it is looked at on arrival and when the time is up.",
            field: "condition",
          },
        ]),
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
  references: ({ condition }) => conditionReferences(condition),
  holdsAtLeastMs: ({ timeout }, port) => (port === "timeout" && timeout ? shortestHoldMs(timeout) : 0),
  listens: true,
  step: ({ node, facts, env, arrived_at, wake, timer }) => {
    const { condition, timeout } = node.config;
    const due = timeout ? addDuration(arrived_at, timeout, personZone(facts)) : "forever";
    return whenDecided(evaluateCondition(condition, facts, env.now), (met, seen) => {
      if (met) return { kind: "leave", port: "met", seen, ...(wake?.by === "event" && { event: wake.event }) };
      if (due !== "forever" && (timer || due <= env.now)) return { kind: "leave", port: "timeout", seen };
      return { kind: "wait", until: due, listen: conditionListens(condition), seen };
    });
  },
});
