import * as z from "zod";
import { describeDuration } from "@/lib/journey/describe-duration";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import type { Facts, Instant } from "@/lib/journey/facts";
import { nextOpening } from "@/lib/journey/open-hours";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration, weekdayNames } from "@/lib/journey/time";
import { defineNode, type NodeProblem } from "../define-node";
import { describeWeekdays } from "../describe-weekdays";
import { nextPort } from "../next-port";
import { shortestHoldMs } from "../shortest-hold";
import { timezoneSchema } from "../timezone-schema";
import { weekdaySchema } from "../weekday-schema";

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00");

const schema = z.strictObject({
  /** "delay": a while between min and max; "window": some moment between two times of day */
  mode: z.enum(["delay", "window"]).default("delay"),
  min: durationSchema.optional(),
  max: durationSchema.optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
  weekdays: z.array(weekdaySchema).max(7).optional(),
  timezone: timezoneSchema,
});
export type RandomDelayConfig = z.output<typeof schema>;

export const randomDelay = defineNode<RandomDelayConfig>({
  type: "random_delay",
  category: "timing",
  label: "Wait a random while",
  description:
    "Spreads people out: each waits a while of their own between two limits, or until some moment of a window of the day.",
  keywords: ["delay", "spread", "jitter", "drip", "stagger", "window", "smooth", "throttle", "human"],
  icon: "shuffle",
  schema,
  defaults: { mode: "delay", min: "PT0S", max: "PT4H" },
  fields: [
    {
      kind: "select",
      name: "mode",
      label: "How",
      options: [
        { value: "delay", label: "After a random while" },
        { value: "window", label: "At a random moment of the day" },
      ],
    },
    { kind: "duration", name: "min", label: "At least", shownWhen: { name: "mode", is: ["delay"] } },
    { kind: "duration", name: "max", label: "At most", shownWhen: { name: "mode", is: ["delay"] } },
    { kind: "time_of_day", name: "from", label: "Between", shownWhen: { name: "mode", is: ["window"] } },
    { kind: "time_of_day", name: "to", label: "And", shownWhen: { name: "mode", is: ["window"] } },
    {
      kind: "weekdays",
      name: "weekdays",
      label: "On",
      help: "None chosen: any day.",
      shownWhen: { name: "mode", is: ["window"] },
    },
    {
      kind: "timezone",
      name: "timezone",
      label: "Time zone",
      help: "Empty: where the person lives.",
      shownWhen: { name: "mode", is: ["window"] },
    },
  ],
  ports: () => nextPort,
  summary: ({ mode, min, max, from, to, weekdays, timezone }) => {
    if (mode === "window") {
      if (!from || !to) return "Choose the window of the day";
      const days = describeWeekdays(weekdays);
      return `Spread between ${from} and ${to}${days && ` on ${days}`}, ${timezone ? `${timezone.replaceAll("_", " ")} time` : "their time"}`;
    }
    if (!max) return "Choose the longest delay";
    return lengthOf(min) > 0
      ? `Wait between ${describeDuration(min ?? "PT0S")} and ${describeDuration(max)}`
      : `Spread over ${describeDuration(max)}`;
  },
  check: (config) => (config.mode === "window" ? windowProblems(config) : delayProblems(config)),
  holdsAtLeastMs: ({ mode, min }) => (mode === "delay" && min ? shortestHoldMs(min) : 0),
  step: ({ node, facts, env, arrived_at, timer }) => {
    // Depends on person and visit alone: the same person looked at again waits for the same moment.
    const seed = `delay:${facts.journey.id}:${node.id}:${facts.subscriber.external_id}:${arrived_at}`;
    const range = rangeOf(node.config, facts, arrived_at);
    if (!range) return { kind: "leave", port: "next", reason: "never_open" };
    const until = Math.floor(range.from + env.random(seed) * Math.max(0, range.until - range.from));
    return timer || until <= env.now ? { kind: "leave", port: "next" } : { kind: "wait", until };
  },
});

function rangeOf(
  config: RandomDelayConfig,
  facts: Facts,
  arrivedAt: Instant,
): { from: Instant; until: Instant } | undefined {
  const zone = config.timezone || personZone(facts);
  if (config.mode === "delay")
    return {
      from: addDuration(arrivedAt, config.min ?? "PT0S", zone),
      until: addDuration(arrivedAt, config.max ?? "PT0S", zone),
    };
  const { from = "00:00", to = "00:00", weekdays } = config;
  const days = weekdays?.length ? weekdays : weekdayNames;
  const span = [{ from, to: to === "00:00" ? "24:00" : to }];
  return nextOpening(arrivedAt, Object.fromEntries(days.map((day) => [day, span])), new Set(), zone);
}

function lengthOf(duration: string | undefined): number {
  const parts = parseDuration(duration ?? "");
  return parts ? approximateDurationMs(parts) : 0;
}

function delayProblems({ min, max }: RandomDelayConfig): NodeProblem[] {
  const problem = (message: string): NodeProblem[] => [
    { code: "missing_setting", severity: "error", message, field: "max" },
  ];
  if (lengthOf(max) === 0) return problem("Choose the longest delay.");
  return lengthOf(min) > lengthOf(max) ? problem("The longest delay must not be shorter than the shortest.") : [];
}

function windowProblems({ from, to }: RandomDelayConfig): NodeProblem[] {
  const problem = (field: string, message: string): NodeProblem[] => [
    { code: "missing_setting", severity: "error", message, field },
  ];
  if (!from) return problem("from", "Choose when the window begins.");
  if (!to) return problem("to", "Choose when the window ends.");
  return to !== "00:00" && to <= from ? problem("to", "The window must end after it begins.") : [];
}
