import * as z from "zod";
import { describeDuration } from "@/lib/journey/describe-duration";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import { defineNode } from "../define-node";
import { isArrival } from "../is-arrival";
import { nextPort } from "../next-port";

const schema = z.strictObject({
  count: z.number().int().min(1).max(10_000_000),
  /** days of 24 hours */
  period: durationSchema,
});
export type RateLimitConfig = z.output<typeof schema>;

/** A turn is good for this share of the period and at most a minute; whoever is later (a pause, an outage) takes another. */
const GRACE_SHARE = 0.1;
const GRACE_MS_MAX = 60_000;
const PERIOD_MS_MIN = 1_000;

export const rateLimit = defineNode<RateLimitConfig>({
  type: "rate_limit",
  category: "timing",
  label: "Rate limit",
  description:
    "Lets at most so many people pass in any stretch of a period; the others wait for their turn, in the order they came.",
  keywords: ["throttle", "drip", "queue", "per hour", "per day", "capacity", "call center", "warm up"],
  icon: "traffic-cone",
  schema,
  defaults: { count: 100, period: "PT1H" },
  fields: [
    { kind: "number", name: "count", label: "At most", min: 1, unit: "people" },
    { kind: "duration", name: "period", label: "In any" },
  ],
  ports: () => nextPort,
  summary: ({ count, period }) =>
    `At most ${count} ${count === 1 ? "person" : "people"} in ${describeDuration(period)}`,
  check: ({ period }) =>
    periodMs(period) >= PERIOD_MS_MIN
      ? []
      : [
          {
            code: "invalid_setting",
            severity: "error",
            message: "Choose a period of a second or more.",
            field: "period",
          },
        ],
  step: (input) => {
    const { node, facts, env, arrived_at, timer } = input;
    const { count, period } = node.config;
    const turn = facts.run.turns?.[node.id];
    const mine = turn !== undefined && turn >= arrived_at ? turn : undefined;
    const effect = { kind: "take_turn" as const, count, periodMs: periodMs(period) };
    if (mine === undefined) return { kind: "wait", until: "forever", effects: isArrival(input) ? [effect] : [] };
    if (env.now < mine) return { kind: "wait", until: mine };
    const graceMs = Math.min(periodMs(period) * GRACE_SHARE, GRACE_MS_MAX);
    if (timer && env.now - mine > graceMs) return { kind: "wait", until: "forever", effects: [effect] };
    return { kind: "leave", port: "next" };
  },
});

function periodMs(period: string): number {
  const parts = parseDuration(period);
  return parts ? approximateDurationMs(parts) : 0;
}
