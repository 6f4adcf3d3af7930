import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { Seen } from "@/lib/journey/facts";
import { conditionProblems } from "../condition-problems";
import { defineNode, type NodeProblem } from "../define-node";
import { clashingKeys, portKeySchema } from "../port-key";

const ELSE = "else";

const schema = z.strictObject({
  arms: z
    .array(z.strictObject({ key: portKeySchema, label: z.string().max(100).optional(), condition: conditionSchema }))
    .max(20),
});
export type BranchMultiConfig = z.output<typeof schema>;

export const branchMulti = defineNode<BranchMultiConfig>({
  type: "branch_multi",
  category: "logic",
  label: "Multi-way branch",
  description: "Asks several questions in order; people take the first arm they match, everyone else the last.",
  keywords: ["switch", "case", "if", "rules", "conditions", "plan", "persona", "else"],
  icon: "split",
  schema,
  defaults: {
    arms: [
      { key: "a", condition: { all: [] } },
      { key: "b", condition: { all: [] } },
    ],
  },
  fields: [
    {
      kind: "arms",
      name: "arms",
      label: "Arms",
      help: "From the top: the first that matches is taken.",
      item: "condition",
    },
  ],
  ports: ({ arms }) => [
    ...[...new Map(arms.map((arm) => [arm.key, arm])).values()].map(({ key, label }) => ({ key, label: label || key })),
    { key: ELSE, label: "Everyone else" },
  ],
  summary: ({ arms }) =>
    arms.length > 0 ? `First match of ${arms.map(({ key, label }) => label || key).join(", ")}` : "Add an arm",
  check: ({ arms }) => [
    ...(arms.length > 0
      ? []
      : [{ code: "missing_setting", severity: "error" as const, message: "Add at least one arm.", field: "arms" }]),
    ...arms.flatMap((arm, i) => conditionProblems(arm.condition, `arms.${i}.condition`)),
    ...clashingKeys(
      arms.map(({ key }) => key),
      [ELSE],
    ).map((message): NodeProblem => ({ code: "duplicate_port", severity: "error", message, field: "arms" })),
  ],
  references: ({ arms }) => {
    const references = arms.map(({ condition }) => conditionReferences(condition));
    return { segments: references.flatMap((r) => r.segments), nodes: references.flatMap((r) => r.nodes) };
  },
  step: ({ node, facts, env }) => {
    const looked: Seen[] = [];
    for (const { key, condition } of node.config.arms) {
      const evaluation = evaluateCondition(condition, facts, env.now);
      if (evaluation.kind === "needs") return evaluation;
      looked.push(...evaluation.seen);
      if (evaluation.result) return { kind: "leave", port: key, seen: looked };
    }
    return { kind: "leave", port: ELSE, seen: looked };
  },
});
