import * as z from "zod";
import { personZone } from "@/lib/journey/person-zone";
import { nextTimeOfDay } from "@/lib/journey/time";
import { defineNode } from "../define-node";
import { describeWeekdays } from "../describe-weekdays";
import { nextPort } from "../next-port";
import { timezoneSchema } from "../timezone-schema";
import { weekdaySchema } from "../weekday-schema";

const schema = z.strictObject({
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00"),
  weekdays: z.array(weekdaySchema).max(7).optional(),
  timezone: timezoneSchema,
});
export type WaitUntilTimeConfig = z.output<typeof schema>;

export const waitUntilTime = defineNode<WaitUntilTimeConfig>({
  type: "wait_until_time",
  category: "timing",
  label: "Wait until a time of day",
  description:
    "Holds people until the clock next shows this time, on the weekdays you choose. Whoever arrives exactly then waits for the next time.",
  keywords: ["delay", "hour", "morning", "weekday", "clock", "schedule", "send time", "timezone", "9am"],
  icon: "clock",
  schema,
  defaults: { at: "09:00" },
  fields: [
    { kind: "time_of_day", name: "at", label: "Time" },
    { kind: "weekdays", name: "weekdays", label: "On", help: "None chosen: any day." },
    { kind: "timezone", name: "timezone", label: "Time zone", help: "Empty: where the person lives." },
  ],
  ports: () => nextPort,
  waitsForMoment: true,
  summary: ({ at, weekdays, timezone }) =>
    `Wait until ${[describeWeekdays(weekdays), at].filter(Boolean).join(" ")}, ${timezone ? `${timezone.replaceAll("_", " ")} time` : "their time"}`,
  // Two passes leave on different days; the clocks may take an hour or two off between them.
  holdsAtLeastMs: () => 20 * 3_600_000,
  step: ({ node, facts, env, arrived_at, timer }) => {
    const { at, weekdays, timezone } = node.config;
    const until = nextTimeOfDay(arrived_at, at, weekdays, timezone || personZone(facts));
    return timer || until <= env.now ? { kind: "leave", port: "next" } : { kind: "wait", until };
  },
});
