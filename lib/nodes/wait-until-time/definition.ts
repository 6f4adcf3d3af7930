import * as z from "zod";
import { personZone } from "@/lib/journey/person-zone";
import { isTimeZone, nextTimeOfDay, type Weekday, weekdayNames } from "@/lib/journey/time";
import { defineNode } from "../define-node";
import { nextPort } from "../next-port";

const longNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** Accepts "mon", "Monday" and ISO numbers (1 is Monday, 7 and 0 are Sunday). */
const weekdaySchema = z.union([z.string(), z.number()]).transform((value, context): Weekday => {
  const name =
    typeof value === "number"
      ? weekdayNames[(value + 6) % 7]
      : weekdayNames.find((day) => day === value.toLowerCase() || longNames[day].toLowerCase() === value.toLowerCase());
  if (name) return name;
  context.addIssue({ code: "custom", message: "a weekday: mon, tue, wed, thu, fri, sat or sun" });
  return z.NEVER;
});

const schema = z.strictObject({
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00"),
  weekdays: z.array(weekdaySchema).max(7).optional(),
  timezone: z
    .string()
    .refine((zone) => zone === "" || isTimeZone(zone), "a time zone such as Europe/Berlin")
    .optional(),
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
    `Wait until ${describeWeekdays(weekdays)}${at}, ${timezone ? `${timezone.replaceAll("_", " ")} time` : "their time"}`,
  // Two passes leave on different days; the clocks may take an hour or two off between them.
  holdsAtLeastMs: () => 20 * 3_600_000,
  step: ({ node, facts, env, arrived_at, timer }) => {
    const { at, weekdays, timezone } = node.config;
    const until = nextTimeOfDay(arrived_at, at, weekdays, timezone || personZone(facts));
    return timer || until <= env.now ? { kind: "leave", port: "next" } : { kind: "wait", until };
  },
});

function describeWeekdays(weekdays: readonly Weekday[] | undefined): string {
  const days = weekdayNames.filter((day) => weekdays?.includes(day));
  if (days.length === 0 || days.length === 7) return "";
  if (days.join() === "mon,tue,wed,thu,fri") return "a weekday ";
  if (days.join() === "sat,sun") return "the weekend ";
  if (days.length === 1) return days.map((day) => `${longNames[day]} `).join("");
  const short = days.map((day) => longNames[day].slice(0, 3));
  return `${short.slice(0, -1).join(", ")} or ${short.at(-1)} `;
}
