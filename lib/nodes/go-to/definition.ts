import * as z from "zod";
import { missing } from "../condition-problems";
import { defineNode } from "../define-node";
import { nextPort } from "../next-port";

const JUMP = "jump";

const schema = z.strictObject({
  node_id: z.string().trim().max(64),
  /** afterwards people go on instead; absent: every time */
  at_most: z.number().int().min(1).max(1_000).optional(),
});
export type GoToConfig = z.output<typeof schema>;

export const goTo = defineNode<GoToConfig>({
  type: "go_to",
  category: "logic",
  label: "Go to a step",
  description:
    "Sends people back (or ahead) to another step. How often they have passed a step can be asked in every condition; a loop must hold people for at least a minute.",
  keywords: ["loop", "repeat", "jump", "back", "cycle", "again", "retry"],
  icon: "corner-up-left",
  schema,
  defaults: { node_id: "" },
  fields: [
    { kind: "step", name: "node_id", label: "Go to" },
    {
      kind: "number",
      name: "at_most",
      label: "At most",
      help: "After that many times people go on below. Empty: every time.",
      min: 1,
      max: 1_000,
      unit: "times",
    },
  ],
  ports: ({ at_most }) => (at_most ? nextPort : []),
  jumps: ({ node_id }) => (node_id ? [{ port: JUMP, to: node_id }] : []),
  countsVisits: ({ at_most }) => at_most !== undefined,
  summary: ({ node_id, at_most }, names) =>
    node_id
      ? `Go to “${names.node(node_id)}”${at_most ? `, at most ${at_most} ${at_most === 1 ? "time" : "times"}` : ""}`
      : "Choose a step to go to",
  check: ({ node_id }) => missing(node_id, "node_id", "Choose the step to go to."),
  references: ({ node_id }) => ({ nodes: node_id ? [node_id] : [] }),
  step: ({ node, facts }) => {
    const { at_most } = node.config;
    const visits = facts.run.visits?.[node.id] ?? 0;
    if (at_most === undefined) return { kind: "leave", port: JUMP };
    const seen = [{ path: `visits.${node.id}`, op: "less_or_equal", expected: at_most, value: visits }];
    return visits <= at_most
      ? { kind: "leave", port: JUMP, seen }
      : { kind: "leave", port: "next", reason: "times_used_up", seen };
  },
});
