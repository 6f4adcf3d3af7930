import * as z from "zod";
import { isEmptyCondition } from "@/lib/journey/check-condition";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describeCondition } from "@/lib/journey/describe-condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import { conditionProblems } from "../condition-problems";
import { defineNode } from "../define-node";
import { whenDecided } from "../when-decided";

const schema = z.strictObject({ condition: conditionSchema });
export type BranchConfig = z.output<typeof schema>;

export const branch = defineNode<BranchConfig>({
  type: "branch",
  category: "logic",
  label: "Yes / no branch",
  description: "Splits people by one question about them, their events or what they did with a mail.",
  keywords: [
    "if",
    "condition",
    "decision",
    "true",
    "false",
    "check",
    "opened",
    "clicked",
    "segment",
    "bought",
    "purchased",
    "did",
  ],
  icon: "git-branch",
  schema,
  defaults: { condition: { all: [] } },
  fields: [{ kind: "condition", name: "condition", label: "Yes, if", scope: "any" }],
  ports: () => [
    { key: "yes", label: "Yes" },
    { key: "no", label: "No" },
  ],
  summary: ({ condition }, names) => {
    if (isEmptyCondition(condition)) return "Choose a condition";
    const sentence = describeCondition(condition, names);
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}?`;
  },
  check: ({ condition }) => conditionProblems(condition, "condition"),
  references: ({ condition }) => conditionReferences(condition),
  step: ({ node, facts, env }) =>
    whenDecided(evaluateCondition(node.config.condition, facts, env.now), (yes, seen) => ({
      kind: "leave",
      port: yes ? "yes" : "no",
      seen,
    })),
});
