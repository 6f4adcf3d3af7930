import * as z from "zod";
import { defineNode } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";

const schema = z.strictObject({});
export type TriggerManualConfig = z.output<typeof schema>;

export const triggerManual = defineNode<TriggerManualConfig>({
  type: "trigger.manual",
  category: "trigger",
  label: "Added by hand or API",
  description: "People enter when a teammate adds them or your application enrols them through the API.",
  keywords: ["start", "entry", "enroll", "enrol", "api", "import", "button"],
  icon: "hand",
  schema,
  defaults: {},
  fields: [],
  ports: () => nextPort,
  summary: () => "When added by hand or through the API",
  step: leaveNext,
});
