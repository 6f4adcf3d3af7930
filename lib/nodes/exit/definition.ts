import * as z from "zod";
import { defineNode } from "../define-node";

const schema = z.strictObject({ reason: z.string().trim().max(200).optional() });
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
  fields: [{ kind: "text", name: "reason", label: "Reason", placeholder: "Not interested" }],
  ports: () => [],
  summary: ({ reason }) => (reason ? `Exit: ${reason}` : "Exit the journey"),
  step: ({ node }) => ({ kind: "end", state: "exited", reason: node.config.reason || "exit" }),
});
