import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { FactRequest, Seen } from "@/lib/journey/facts";
import { conditionProblems } from "../condition-problems";
import { defineNode, type NodeProblem, type StepInput } from "../define-node";
import { clashingKeys, portKeySchema } from "../port-key";

const ELSE = "else";

const criterionSchema = z.strictObject({ condition: conditionSchema, points: z.number().min(-1_000).max(1_000) });
const schema = z.strictObject({
  arms: z
    .array(
      z.strictObject({
        key: portKeySchema,
        label: z.string().max(100).optional(),
        criteria: z.array(criterionSchema).max(20),
      }),
    )
    .max(20),
  /** an arm needs at least this score; absent: more than nothing */
  min: z.number().optional(),
});
export type BestMatchConfig = z.output<typeof schema>;

export const bestMatch = defineNode<BestMatchConfig>({
  type: "best_match",
  category: "logic",
  label: "Best match",
  description:
    "Gives every arm points for what is true about the person; the arm with the most points wins, the upper one of equals.",
  keywords: ["score", "points", "criteria", "persona", "fit", "rank", "recommend", "highest"],
  icon: "trophy",
  schema,
  defaults: {
    arms: [
      { key: "a", criteria: [{ condition: { all: [] }, points: 10 }] },
      { key: "b", criteria: [{ condition: { all: [] }, points: 10 }] },
    ],
  },
  fields: [
    { kind: "arms", name: "arms", label: "Arms", help: "Of equal scores the upper arm wins.", item: "criteria" },
    {
      kind: "number",
      name: "min",
      label: "Score needed",
      help: "An arm with less is not taken. Empty: any score above zero.",
    },
  ],
  ports: ({ arms }) => [
    ...[...new Map(arms.map((arm) => [arm.key, arm])).values()].map(({ key, label }) => ({ key, label: label || key })),
    { key: ELSE, label: "No match" },
  ],
  summary: ({ arms }) =>
    arms.length > 0 ? `Best match of ${arms.map(({ key, label }) => label || key).join(", ")}` : "Add an arm",
  check: ({ arms }) => [
    ...(arms.length > 0
      ? []
      : [{ code: "missing_setting", severity: "error" as const, message: "Add at least one arm.", field: "arms" }]),
    ...arms.flatMap((arm, i) => criteriaProblems(arm, i)),
    ...clashingKeys(
      arms.map(({ key }) => key),
      [ELSE],
    ).map((message): NodeProblem => ({ code: "duplicate_port", severity: "error", message, field: "arms" })),
  ],
  references: ({ arms }) => {
    const references = arms.flatMap(({ criteria }) => criteria.map(({ condition }) => conditionReferences(condition)));
    return { segments: references.flatMap((r) => r.segments), nodes: references.flatMap((r) => r.nodes) };
  },
  step: (input) => {
    const { arms, min } = input.node.config;
    const scored = arms.map((arm) => scoreOf(arm, input));
    const needs = scored.flatMap((score) => (score.kind === "needs" ? score.facts : []));
    if (needs.length > 0) return { kind: "needs", facts: needs };
    const seen: Seen[] = [];
    let best: { key: string; points: number } | undefined;
    for (const score of scored) {
      if (score.kind === "needs") continue;
      seen.push(...score.seen, { path: `score.${score.key}`, value: score.points });
      const enough = min === undefined ? score.points > 0 : score.points >= min;
      if (enough && (best === undefined || score.points > best.points)) best = score;
    }
    if (!best) return { kind: "leave", port: ELSE, seen };
    return { kind: "leave", port: best.key, seen, effects: [{ kind: "take_arm", arm: best.key }] };
  },
});

type Score = { kind: "needs"; facts: FactRequest[] } | { kind: "scored"; key: string; points: number; seen: Seen[] };

function scoreOf(
  { key, criteria }: BestMatchConfig["arms"][number],
  { facts, env }: StepInput<BestMatchConfig>,
): Score {
  const needs: FactRequest[] = [];
  const seen: Seen[] = [];
  let points = 0;
  for (const criterion of criteria) {
    const evaluation = evaluateCondition(criterion.condition, facts, env.now);
    if (evaluation.kind === "needs") needs.push(...evaluation.facts);
    else {
      seen.push(...evaluation.seen);
      if (evaluation.result) points += criterion.points;
    }
  }
  return needs.length > 0 ? { kind: "needs", facts: needs } : { kind: "scored", key, points, seen };
}

function criteriaProblems({ key, label, criteria }: BestMatchConfig["arms"][number], index: number): NodeProblem[] {
  if (criteria.length === 0)
    return [
      {
        code: "missing_setting",
        severity: "error",
        message: `Give “${label || key}” something to score by.`,
        field: `arms.${index}.criteria`,
      },
    ];
  return criteria.flatMap(({ condition }, i) => conditionProblems(condition, `arms.${index}.criteria.${i}.condition`));
}
