import * as z from "zod";
import { jsonSchema } from "@/lib/journey/json";
import { defineNode } from "../define-node";
import { fillValues } from "../fill-values";

const schema = z.strictObject({
  reason: z.string().trim().max(200).optional(),
  /** what a journey that waits for this one is told */
  outputs: z
    .record(z.string().trim().min(1).max(100), jsonSchema)
    .refine((outputs) => Object.keys(outputs).length <= 50, "at most 50 values")
    .optional(),
});
export type ExitConfig = z.output<typeof schema>;

export const exit = defineNode<ExitConfig>({
  type: "exit",
  category: "end",
  label: "Exit",
  description: "Takes people out of the journey, with a reason for the report.",
  keywords: ["end", "stop", "leave", "finish", "remove"],
  icon: "log-out",
  schema,
  defaults: {},
  fields: [
    { kind: "text", name: "reason", label: "Reason", placeholder: "Not interested" },
    {
      kind: "properties",
      name: "outputs",
      label: "Hand back",
      help: "Values for a journey that waits for the end of this one; there they are run.<step id>.<name>.",
      addLabel: "Add a value",
      keyPlaceholder: "answer",
    },
  ],
  ports: () => [],
  summary: ({ reason }) => (reason ? `Exit: ${reason}` : "Exit the journey"),
  step: ({ node, facts, env }) => {
    const { reason, outputs } = node.config;
    const { values } = fillValues(outputs ?? {}, facts, env);
    return {
      kind: "end",
      state: "exited",
      reason: reason || "exit",
      ...(outputs && { effects: [{ kind: "set_output", values }] }),
    };
  },
});
