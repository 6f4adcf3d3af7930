import * as z from "zod";
import { describeDuration } from "@/lib/journey/describe-duration";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { defineNode } from "../define-node";
import { nextPort } from "../next-port";
import { shortestHoldMs } from "../shortest-hold";

const schema = z.strictObject({ duration: durationSchema });
export type WaitConfig = z.output<typeof schema>;

export const wait = defineNode<WaitConfig>({
  type: "wait",
  category: "timing",
  label: "Wait",
  description: "Holds everyone for a while. Days are calendar days where the person lives.",
  keywords: ["delay", "pause", "timer", "sleep", "days", "hours", "minutes"],
  icon: "hourglass",
  schema,
  defaults: { duration: "P1D" },
  fields: [{ kind: "duration", name: "duration", label: "Wait for" }],
  ports: () => nextPort,
  summary: ({ duration }) => `Wait ${describeDuration(duration)}`,
  check: ({ duration }) => {
    const parts = parseDuration(duration);
    if (parts && approximateDurationMs(parts) > 0) return [];
    return [{ code: "empty_wait", severity: "warning", message: "This waits no time at all.", field: "duration" }];
  },
  holdsAtLeastMs: ({ duration }) => shortestHoldMs(duration),
  step: ({ node, facts, env, arrived_at, timer }) => {
    const until = addDuration(arrived_at, node.config.duration, personZone(facts));
    return timer || until <= env.now ? { kind: "leave", port: "next" } : { kind: "wait", until };
  },
});
