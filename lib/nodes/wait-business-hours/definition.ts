import * as z from "zod";
import { nextOpening, type OpenHours } from "@/lib/journey/open-hours";
import { parseInstant } from "@/lib/journey/parse-instant";
import { personZone } from "@/lib/journey/person-zone";
import { weekdayNames } from "@/lib/journey/time";
import { defineNode, type NodeProblem } from "../define-node";
import { describeWeekdays } from "../describe-weekdays";
import { nextPort } from "../next-port";
import { timezoneSchema } from "../timezone-schema";

const spanSchema = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00"),
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "a time of day such as 17:00"),
});
const daySchema = z.array(spanSchema).max(4).optional();

const schema = z.strictObject({
  /** open hours of each weekday; a day that is absent or empty is closed */
  hours: z.strictObject({
    mon: daySchema,
    tue: daySchema,
    wed: daySchema,
    thu: daySchema,
    fri: daySchema,
    sat: daySchema,
    sun: daySchema,
  }),
  /** closed: "2026-12-25", or "12-25" for every year */
  holidays: z.array(z.string().trim().max(10)).max(200).optional(),
  timezone: timezoneSchema,
});
export type WaitBusinessHoursConfig = z.output<typeof schema>;

const nineToFive = [{ from: "09:00", to: "17:00" }];

export const waitBusinessHours = defineNode<WaitBusinessHoursConfig>({
  type: "wait_business_hours",
  category: "timing",
  label: "Wait for business hours",
  description: "Lets people through while you are open and holds everyone else until you open next, holidays left out.",
  keywords: ["delay", "office", "working hours", "opening", "weekday", "holiday", "support", "calendar"],
  icon: "briefcase-business",
  schema,
  defaults: { hours: Object.fromEntries(weekdayNames.slice(0, 5).map((day) => [day, nineToFive])) },
  fields: [
    { kind: "hours", name: "hours", label: "Open" },
    {
      kind: "dates",
      name: "holidays",
      label: "Closed on",
      help: "A date such as 2026-12-24, or 12-25 for every year.",
    },
    { kind: "timezone", name: "timezone", label: "Time zone", help: "Empty: where the person lives." },
  ],
  ports: () => nextPort,
  summary: ({ hours, holidays, timezone }) => {
    const open = openHours(hours);
    const days = weekdayNames.filter((day) => open[day]?.length);
    if (days.length === 0) return "Choose when you are open";
    const spans = new Set(days.map((day) => open[day]?.map(({ from, to }) => `${from}–${to}`).join(" and ")));
    const closed = holidays?.length ? `, ${holidays.length} ${holidays.length === 1 ? "holiday" : "holidays"}` : "";
    const zone = timezone ? `${timezone.replaceAll("_", " ")} time` : "their time";
    const on = describeWeekdays(days);
    const when = spans.size === 1 ? [on, ...spans].filter(Boolean).join(" ") : `your hours${on && ` on ${on}`}`;
    return `Wait for ${when}, ${zone}${closed}`;
  },
  check: ({ hours, holidays }) => [...hourProblems(openHours(hours)), ...holidayProblems(holidays ?? [])],
  step: ({ node, facts, env, timer }) => {
    const { hours, holidays, timezone } = node.config;
    const zone = timezone || personZone(facts);
    const opening = nextOpening(env.now, openHours(hours), new Set(holidays), zone);
    if (!opening) return { kind: "leave", port: "next", reason: "never_open" };
    // A worker that comes late may come after closing time: whoever was due in open hours has had their turn.
    if (timer || opening.from <= env.now) return { kind: "leave", port: "next" };
    return { kind: "wait", until: opening.from };
  },
});

function openHours(hours: WaitBusinessHoursConfig["hours"]): OpenHours {
  return Object.fromEntries(weekdayNames.map((day) => [day, (hours[day] ?? []).filter(({ from, to }) => from < to)]));
}

function hourProblems(hours: OpenHours): NodeProblem[] {
  if (weekdayNames.some((day) => hours[day]?.length)) return [];
  const message = "Open at least one hour of the week: from a time to a later one.";
  return [{ code: "missing_setting", severity: "error", message, field: "hours" }];
}

function holidayProblems(holidays: readonly string[]): NodeProblem[] {
  return holidays
    .filter((day) => parseInstant(/^\d\d-\d\d$/.test(day) ? `2024-${day}` : day) === undefined || day.length > 10)
    .map((day) => ({
      code: "invalid_setting",
      severity: "error",
      message: `“${day}” is no date such as 2026-12-25 or 12-25.`,
      field: "holidays",
    }));
}
