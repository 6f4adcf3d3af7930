import * as z from "zod";
import { isEmptyCondition } from "@/lib/journey/check-condition";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionListens } from "@/lib/journey/condition-listens";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeCondition } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { type Evaluation, evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { conditionProblems } from "../condition-problems";
import { defineNode } from "../define-node";
import { nextPort } from "../next-port";
import { whenDecided } from "../when-decided";

const schema = z.strictObject({
  /** the goal is this event … */
  event: z.string().trim().max(200).optional(),
  /** … when it matches */
  where: conditionSchema.optional(),
  /** or the goal is a condition; its events count from the moment of entry */
  condition: conditionSchema.optional(),
  /** how long people who get here without having reached it may still do so */
  window: durationSchema.optional(),
});
export type GoalConfig = z.output<typeof schema>;

export const goal = defineNode<GoalConfig>({
  type: "goal",
  category: "end",
  label: "Goal",
  description:
    "What the journey is for. Whoever reaches it anywhere before this step jumps here at once and goes on. People who arrive without having reached it may wait for it; then their journey ends.",
  keywords: ["conversion", "success", "purchase", "bought", "sale", "target", "win", "stop", "objective", "exit on"],
  icon: "target",
  schema,
  defaults: { event: "" },
  fields: [
    { kind: "event", name: "event", label: "Event", help: "Reached when this happens …" },
    { kind: "condition", name: "where", label: "Only when", scope: "event" },
    { kind: "condition", name: "condition", label: "Or when this becomes true", scope: "any" },
    {
      kind: "duration",
      name: "window",
      label: "Wait here for at most",
      help: "Empty: people who have not reached it end here at once.",
    },
  ],
  ports: () => nextPort,
  summary: ({ event, where, condition, window }, names) => {
    const wish = event
      ? `“${event}”${where ? ` where ${describeCondition(where, names)}` : ""}`
      : condition && !isEmptyCondition(condition) && describeCondition(condition, names);
    return wish ? `Goal: ${wish}${window ? ` within ${describeDuration(window)}` : ""}` : "Choose the goal";
  },
  check: ({ event, where, condition }) => [
    ...(event || condition
      ? []
      : [
          {
            code: "missing_setting",
            severity: "error" as const,
            message: "Choose the event or condition that is the goal.",
            field: "event",
          },
        ]),
    ...conditionProblems(where, "where"),
    ...conditionProblems(condition, "condition"),
  ],
  references: ({ where, condition }) => {
    const references = [where, condition].flatMap((c) => (c ? [conditionReferences(c)] : []));
    return { segments: references.flatMap((r) => r.segments), nodes: references.flatMap((r) => r.nodes) };
  },
  listensWhileInside: listens,
  listens: true,
  attracts: ({ node, facts, now, wake, entering }) => {
    const { event, where } = node.config;
    if (!event || !entering) return reached(node.config, facts, now, wake);
    return evaluateCondition({ event, ...(where && { where }) }, facts, now, { eventsSince: "entry" });
  },
  step: ({ node, facts, env, arrived_at, wake, timer, drawn }) => {
    if (facts.run.goals?.[node.id] !== undefined) return { kind: "leave", port: "next", reason: "goal_reached" };
    const evaluation = drawn ? alreadyMet : reached(node.config, facts, env.now, wake);
    return whenDecided(evaluation, (met, seen) => {
      if (met)
        return {
          kind: "leave",
          port: "next",
          reason: "goal_reached",
          seen,
          effects: [{ kind: "reach_goal" }],
          ...(wake?.by === "event" && { event: wake.event }),
        };
      const { window } = node.config;
      const due = window ? addDuration(arrived_at, window, personZone(facts)) : arrived_at;
      if (timer || due <= env.now) return { kind: "end", state: "completed", reason: "goal_not_reached", seen };
      return { kind: "wait", until: due, listen: listens(node.config), seen };
    });
  },
});

const alreadyMet: Evaluation = { kind: "decided", result: true, seen: [] };

function listens({ event, condition }: GoalConfig): string[] {
  if (event) return [event];
  return condition ? conditionListens(condition) : [];
}

function reached(
  { event, where, condition }: GoalConfig,
  facts: Facts,
  now: Instant,
  wake: Wake | undefined,
): Evaluation {
  if (event) {
    if (wake?.by !== "event" || wake.event.event !== event) return { kind: "decided", result: false, seen: [] };
    if (!where) return { kind: "decided", result: true, seen: [{ path: `event.${event}`, value: true }] };
    return evaluateCondition(where, { ...facts, run: { ...facts.run, event: wake.event } }, now);
  }
  if (!condition || isEmptyCondition(condition)) return { kind: "decided", result: false, seen: [] };
  return evaluateCondition(condition, facts, now, { eventsSince: "entry" });
}
