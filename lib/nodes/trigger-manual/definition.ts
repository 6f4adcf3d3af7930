import * as z from "zod";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({ ...triggerControls });
export type TriggerManualConfig = z.output<typeof schema>;

export const triggerManual = defineNode<TriggerManualConfig>({
  type: "trigger.manual",
  category: "trigger",
  label: "Added by hand or API",
  description:
    "People enter when a teammate adds them, another journey starts this one, or your application enrols them.",
  keywords: ["start", "entry", "enroll", "enrol", "api", "import", "button"],
  icon: "hand",
  schema,
  defaults: {},
  fields: triggerControlFields,
  ports: () => nextPort,
  summary: () => "When added by hand or through the API",
  step: leaveNext,
});
