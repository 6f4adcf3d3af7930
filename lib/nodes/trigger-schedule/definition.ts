import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { parseCron } from "@/lib/journey/cron";
import { parseInstant } from "@/lib/journey/parse-instant";
import { isTimeZone, type Weekday, weekdayNames } from "@/lib/journey/time";
import { entryConditionProblems, missing } from "../condition-problems";
import { defineNode, type NodeProblem } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({
  repeat: z.enum(["once", "weekly", "cron"]),
  /** once: a date and time; without an offset by the clocks of the zone */
  at: z.string().trim().max(40).optional(),
  /** weekly */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00")
    .optional(),
  weekdays: z.array(z.enum(weekdayNames)).max(7).optional(),
  cron: z.string().trim().max(200).optional(),
  /** whose clocks count */
  clock: z.enum(["workspace", "person"]).optional(),
  /** clock "workspace": another zone than the journey's or workspace's */
  timezone: z
    .string()
    .refine((zone) => zone === "" || isTimeZone(zone), "a time zone such as Europe/Berlin")
    .optional(),
  /** absent: everybody */
  segment_id: z.string().trim().max(64).optional(),
  where: conditionSchema.optional(),
  ...triggerControls,
});
export type TriggerScheduleConfig = z.output<typeof schema>;

export const triggerSchedule = defineNode<TriggerScheduleConfig>({
  type: "trigger.schedule",
  category: "trigger",
  label: "At a time",
  description: "Everybody, or everybody in a segment, enters at a date you set, or again and again.",
  keywords: [
    "start",
    "entry",
    "schedule",
    "date",
    "recurring",
    "cron",
    "weekly",
    "newsletter",
    "campaign",
    "broadcast",
  ],
  icon: "calendar-clock",
  schema,
  defaults: { repeat: "weekly", time: "09:00", weekdays: ["mon"], clock: "workspace" },
  fields: [
    {
      kind: "select",
      name: "repeat",
      label: "When",
      options: [
        { value: "once", label: "Once, at a date" },
        { value: "weekly", label: "On days of the week" },
        { value: "cron", label: "By a cron expression" },
      ],
    },
    { kind: "datetime", name: "at", label: "Date and time", shownWhen: { name: "repeat", is: ["once"] } },
    { kind: "time_of_day", name: "time", label: "Time", shownWhen: { name: "repeat", is: ["weekly"] } },
    {
      kind: "weekdays",
      name: "weekdays",
      label: "On",
      help: "None chosen: every day.",
      shownWhen: { name: "repeat", is: ["weekly"] },
    },
    {
      kind: "text",
      name: "cron",
      label: "Cron expression",
      help: "Minute, hour, day, month, weekday. “0 9 1 * *” is 9:00 on the first of every month.",
      placeholder: "0 9 1 * *",
      shownWhen: { name: "repeat", is: ["cron"] },
    },
    {
      kind: "select",
      name: "clock",
      label: "By whose clock",
      options: [
        { value: "workspace", label: "One time zone for all" },
        { value: "person", label: "Each person’s own" },
      ],
    },
    {
      kind: "timezone",
      name: "timezone",
      label: "Time zone",
      help: "Empty: the journey’s, else the workspace’s.",
      shownWhen: { name: "clock", is: ["workspace", ""] },
    },
    { kind: "segment", name: "segment_id", label: "Who enters", help: "Empty: everybody." },
    {
      kind: "condition",
      name: "where",
      label: "Only when",
      help: "Asked about each person at that time.",
      scope: "any",
    },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: (config, names) => {
    const when = whenWords(config);
    if (!when) return "Choose a time";
    const who = config.segment_id ? `“${names.segment(config.segment_id)}” enters` : "Everybody enters";
    return `${who} ${when}${config.clock === "person" ? ", their time" : ""}`;
  },
  check: (config) => [...timeProblems(config), ...entryConditionProblems(config.where, "where")],
  references: ({ segment_id, where }) => {
    const own = where ? conditionReferences(where) : { segments: [], nodes: [] };
    return { ...own, segments: [...own.segments, ...(segment_id ? [segment_id] : [])] };
  },
  step: leaveNext,
});

const longNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

function whenWords({ repeat, at, time, weekdays = [], cron }: TriggerScheduleConfig): string {
  switch (repeat) {
    case "once":
      return at ? `on ${at.slice(0, 16).replace("T", " at ")}` : "";
    case "weekly": {
      const days = weekdayNames.filter((day) => weekdays.includes(day)).map((day) => longNames[day]);
      return time ? `every ${days.length === 0 ? "day" : days.join(", ")} at ${time}` : "";
    }
    case "cron":
      return cron ? `by “${cron}”` : "";
  }
}

function timeProblems({ repeat, at, time, cron }: TriggerScheduleConfig): NodeProblem[] {
  const invalid = (field: string, message: string): NodeProblem[] => [
    { code: "invalid_setting", severity: "error", message, field },
  ];
  switch (repeat) {
    case "once": {
      const empty = missing(at, "at", "Choose the date and time.");
      return empty.length > 0 || parseInstant(at) !== undefined ? empty : invalid("at", "This is no date.");
    }
    case "weekly":
      return missing(time, "time", "Choose the time.");
    case "cron": {
      const empty = missing(cron, "cron", "Write a cron expression.");
      return empty.length > 0 || parseCron(cron ?? "") ? empty : invalid("cron", "This is no cron expression.");
    }
  }
}
