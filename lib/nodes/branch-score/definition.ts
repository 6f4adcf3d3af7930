import * as z from "zod";
import { describePathName } from "@/lib/journey/describe-condition";
import { readPath } from "@/lib/journey/read-path";
import { missing } from "../condition-problems";
import { defineNode, type NodeProblem } from "../define-node";
import { clashingKeys, portKeySchema } from "../port-key";

const ELSE = "else";

const schema = z.strictObject({
  score: z.string().trim().max(200),
  thresholds: z
    .array(z.strictObject({ key: portKeySchema, label: z.string().max(100).optional(), min: z.number() }))
    .max(20),
});
export type BranchScoreConfig = z.output<typeof schema>;

export const branchScore = defineNode<BranchScoreConfig>({
  type: "branch_score",
  category: "logic",
  label: "Score branch",
  description: "Sorts people by a number such as a lead score: the highest threshold they reach decides the arm.",
  keywords: ["lead score", "points", "threshold", "hot", "warm", "cold", "rating", "number"],
  icon: "gauge",
  schema,
  defaults: {
    score: "scores.lead",
    thresholds: [
      { key: "hot", min: 60 },
      { key: "warm", min: 30 },
    ],
  },
  fields: [
    { kind: "attribute", name: "score", label: "Score", help: "A score, or any attribute that holds a number." },
    { kind: "arms", name: "thresholds", label: "From this score on", item: "threshold" },
  ],
  ports: ({ thresholds }) => [
    ...highestFirst(thresholds).map(({ key, label, min }) => ({ key, label: `${label || key} (${min}+)` })),
    { key: ELSE, label: "Everyone else" },
  ],
  summary: ({ score, thresholds }) => {
    if (!score) return "Choose a score";
    return `By ${describePathName(score)}: ${highestFirst(thresholds)
      .map(({ key, label, min }) => `${label || key} from ${min}`)
      .join(", ")}`;
  },
  check: ({ score, thresholds }) => [
    ...missing(score, "score", "Choose the attribute that holds the score."),
    ...(thresholds.length > 0
      ? []
      : [
          {
            code: "missing_setting",
            severity: "error" as const,
            message: "Add at least one threshold.",
            field: "thresholds",
          },
        ]),
    ...clashingKeys(
      thresholds.map(({ key }) => key),
      [ELSE],
    ).map((message): NodeProblem => ({ code: "duplicate_port", severity: "error", message, field: "thresholds" })),
  ],
  step: ({ node, facts }) => {
    const { score, thresholds } = node.config;
    const value = readPath(score, facts);
    const reached = typeof value === "number" ? highestFirst(thresholds).find(({ min }) => value >= min) : undefined;
    return { kind: "leave", port: reached?.key ?? ELSE, seen: [{ path: score, value }] };
  },
});

function highestFirst(thresholds: BranchScoreConfig["thresholds"]): BranchScoreConfig["thresholds"] {
  const byKey = new Map(thresholds.map((threshold) => [threshold.key, threshold]));
  return [...byKey.values()].sort((a, b) => b.min - a.min);
}
