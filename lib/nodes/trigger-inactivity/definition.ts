import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeCondition } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import { exactWindowMs } from "@/lib/journey/exact-window";
import { entryConditionProblems } from "../condition-problems";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({
  /** absent or empty: no event of any kind */
  event: z.string().trim().max(200).optional(),
  for: durationSchema,
  where: conditionSchema.optional(),
  ...triggerControls,
});
export type TriggerInactivityConfig = z.output<typeof schema>;

export const triggerInactivity = defineNode<TriggerInactivityConfig>({
  type: "trigger.inactivity",
  category: "trigger",
  label: "Goes quiet",
  description: "People enter when somebody who was active before has done nothing, or not one thing, for a time.",
  keywords: ["start", "entry", "inactive", "win-back", "silence", "dormant", "churn", "no event", "lapsed"],
  icon: "moon",
  schema,
  defaults: { for: "P30D" },
  fields: [
    {
      kind: "event",
      name: "event",
      label: "Nothing of",
      none: "Any event",
      help: "Empty: no event of any kind. Only people who did it before can stop doing it.",
    },
    { kind: "duration", name: "for", label: "For" },
    {
      kind: "condition",
      name: "where",
      label: "Only when",
      help: "Asked about the person at that moment.",
      scope: "any",
    },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: ({ event, for: period, where }, names) =>
    `When somebody has ${event ? `not done “${event}”` : "done nothing"} for ${describeDuration(period)}${where ? ` and ${describeCondition(where, names)}` : ""}`,
  check: ({ for: period, where }) => [
    ...(exactWindowMs(period) === undefined
      ? [
          {
            code: "invalid_setting",
            severity: "error" as const,
            message: "Say for how long, in weeks, days, hours or minutes.",
            field: "for",
          },
        ]
      : []),
    ...entryConditionProblems(where, "where"),
  ],
  references: ({ where }) => (where ? conditionReferences(where) : {}),
  step: leaveNext,
});
