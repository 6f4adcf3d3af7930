import * as z from "zod";
import { lifecycleStages } from "@/lib/journey/lifecycle-stages";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const stage = z.enum(["", ...lifecycleStages]).optional();
const schema = z.strictObject({ from: stage, to: stage, ...triggerControls });
export type TriggerLifecycleChangedConfig = z.output<typeof schema>;

const options = [
  { value: "", label: "Any stage" },
  ...lifecycleStages.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}` })),
];

const named = (stage: string) => (stage === "churned" ? stage : stage === "advocate" ? `an ${stage}` : `a ${stage}`);

/** A change of the field lifecycle_stage, with the stages by name. */
export const triggerLifecycleChanged = defineNode<TriggerLifecycleChangedConfig>({
  type: "trigger.lifecycle_changed",
  category: "trigger",
  label: "Lifecycle stage changes",
  description: "People enter when they move to another stage: prospect, lead, customer, advocate or churned.",
  keywords: ["start", "entry", "funnel", "lead", "customer", "churned", "stage"],
  icon: "milestone",
  schema,
  defaults: { to: "customer" },
  fields: [
    { kind: "select", name: "from", label: "From", options },
    { kind: "select", name: "to", label: "To", options },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: ({ from, to }) => {
    if (from && to) return `When ${named(from)} becomes ${named(to)}`;
    if (to) return `When somebody becomes ${named(to)}`;
    return from ? `When somebody stops being ${named(from)}` : "When the lifecycle stage changes";
  },
  check: ({ from, to }) =>
    from && from === to
      ? [{ code: "invalid_setting", severity: "error", message: "Choose two different stages.", field: "to" }]
      : [],
  step: leaveNext,
});
