import * as z from "zod";
import { defineNode, type NodeProblem } from "../define-node";
import { clashingKeys, portKeySchema } from "../port-key";

const HOLDOUT = "holdout";

const schema = z.strictObject({
  arms: z
    .array(
      z.strictObject({
        key: portKeySchema,
        label: z.string().max(100).optional(),
        weight: z.number().min(0).max(1_000_000),
      }),
    )
    .max(20),
  /** per cent of people who take none of the arms and leave by “holdout” */
  holdout: z.number().min(0).max(100).optional(),
});
export type SplitConfig = z.output<typeof schema>;

export const split = defineNode<SplitConfig>({
  type: "split",
  category: "logic",
  label: "Split test",
  description:
    "Deals people out by chance, in the shares you set. The same person always gets the same arm of the same test.",
  keywords: ["a/b", "ab test", "experiment", "random", "percentage", "variant", "holdout", "control"],
  icon: "flask-conical",
  schema,
  defaults: {
    arms: [
      { key: "a", weight: 50 },
      { key: "b", weight: 50 },
    ],
  },
  fields: [
    {
      kind: "arms",
      name: "arms",
      label: "Arms",
      help: "Shares are weights: 1 and 3 send a quarter and three quarters.",
      item: "weight",
    },
    {
      kind: "number",
      name: "holdout",
      label: "Holdout",
      help: "People kept out of every arm, to compare with.",
      min: 0,
      max: 100,
      unit: "%",
    },
  ],
  ports: ({ arms, holdout }) => [
    ...arms
      .filter((arm, i) => arms.findIndex(({ key }) => key === arm.key) === i)
      .map(({ key, label }) => ({ key, label: label || key.toUpperCase() })),
    ...(holdout ? [{ key: HOLDOUT, label: "Holdout" }] : []),
  ],
  summary: ({ arms, holdout }) => {
    const total = arms.reduce((sum, { weight }) => sum + weight, 0);
    if (total <= 0) return "Give the arms a share";
    const shares = arms.map(
      ({ key, label, weight }) => `${label || key.toUpperCase()} ${Math.round((weight / total) * 100)} %`,
    );
    return `Split ${shares.join(" · ")}${holdout ? `, ${holdout} % held out` : ""}`;
  },
  check: ({ arms }) => [
    ...(arms.some(({ weight }) => weight > 0)
      ? []
      : [
          {
            code: "missing_setting",
            severity: "error" as const,
            message: "Give at least one arm a share.",
            field: "arms",
          },
        ]),
    ...clashingKeys(
      arms.map(({ key }) => key),
      [HOLDOUT],
    ).map((message): NodeProblem => ({ code: "duplicate_port", severity: "error", message, field: "arms" })),
  ],
  step: ({ node, facts, env }) => {
    const arm =
      facts.run.arms?.[node.id] ??
      dealArm(node.config, `${facts.journey.id}:${node.id}:${facts.subscriber.external_id}`, env.random);
    if (arm === undefined) return { kind: "end", state: "completed", reason: "split_without_arms" };
    return { kind: "leave", port: arm, effects: [{ kind: "take_arm", arm }] };
  },
});

function dealArm({ arms, holdout }: SplitConfig, seed: string, random: (seed: string) => number): string | undefined {
  // Its own draw: changing the holdout moves nobody from one arm to another.
  if (holdout && random(`holdout:${seed}`) * 100 < holdout) return HOLDOUT;
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  let rest = random(seed) * total;
  for (const { key, weight } of arms) {
    if (rest < weight) return key;
    rest -= weight;
  }
  return arms.findLast(({ weight }) => weight > 0)?.key;
}
