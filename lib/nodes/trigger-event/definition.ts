import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeCondition } from "@/lib/journey/describe-condition";
import { entryConditionProblems, missing } from "../condition-problems";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({
  event: z.string().trim().max(200),
  where: conditionSchema.optional(),
  /** only events that carry this source (context.source, else the property "source") */
  source: z.string().trim().max(200).optional(),
  ...triggerControls,
});
export type TriggerEventConfig = z.output<typeof schema>;

export const triggerEvent = defineNode<TriggerEventConfig>({
  type: "trigger.event",
  category: "trigger",
  label: "Event happens",
  description: "People enter when they do something you track, such as signing up or leaving a cart.",
  keywords: ["start", "entry", "track", "signup", "purchase", "behaviour", "custom event", "cart"],
  icon: "zap",
  schema,
  defaults: { event: "" },
  fields: [
    { kind: "event", name: "event", label: "Event", help: "The name your application sends with track()." },
    {
      kind: "condition",
      name: "where",
      label: "Only when",
      help: "Rules over the event's properties and the person. Without any, every such event counts.",
      scope: "event",
    },
    {
      kind: "text",
      name: "source",
      label: "Only from the source",
      help: "What the event says in context.source, or in a property called source. Empty: from anywhere.",
      placeholder: "any source",
    },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: ({ event, where, source }, names) =>
    event
      ? `When “${event}” happens${source ? ` in ${source}` : ""}${where ? ` and ${describeCondition(where, names)}` : ""}`
      : "Choose an event",
  check: ({ event, where }) => [
    ...missing(event, "event", "Choose the event that starts the journey."),
    ...entryConditionProblems(where, "where"),
  ],
  references: ({ where }) => (where ? conditionReferences(where) : {}),
  step: leaveNext,
});
