import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { conditionReferences } from "@/lib/journey/condition-references";
import { describePathName } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema, parseDuration } from "@/lib/journey/duration";
import { isStandingPath } from "@/lib/journey/standing-paths";
import { isTimeZone } from "@/lib/journey/time";
import { entryConditionProblems, missing } from "../condition-problems";
import { defineNode, type NodeProblem } from "../define-node";
import { leaveNext } from "../leave-next";
import { nextPort } from "../next-port";
import { triggerControlFields, triggerControls } from "../trigger-controls";

const schema = z.strictObject({
  attribute: z.string().trim().max(200),
  direction: z.enum(["on", "before", "after"]).optional(),
  /** whole days, weeks, months, years */
  offset: durationSchema.optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00")
    .optional(),
  yearly: z.boolean().optional(),
  /** absent: each person's own */
  timezone: z
    .string()
    .refine((zone) => zone === "" || isTimeZone(zone), "a time zone such as Europe/Berlin")
    .optional(),
  where: conditionSchema.optional(),
  ...triggerControls,
});
export type TriggerDateAttributeConfig = z.output<typeof schema>;

/** The time of day at which a date counts when none is set. */
export const DATE_TIME_DEFAULT = "09:00";

export const triggerDateAttribute = defineNode<TriggerDateAttributeConfig>({
  type: "trigger.date_attribute",
  category: "trigger",
  label: "A person’s date comes",
  description: "People enter on, before or after one of their own dates: a birthday, a renewal, the end of a trial.",
  keywords: ["start", "entry", "birthday", "anniversary", "renewal", "trial", "date", "attribute", "yearly", "expiry"],
  icon: "cake",
  schema,
  defaults: { attribute: "", direction: "on", time: DATE_TIME_DEFAULT },
  fields: [
    { kind: "attribute", name: "attribute", label: "Date attribute" },
    {
      kind: "select",
      name: "direction",
      label: "When",
      options: [
        { value: "on", label: "On that date" },
        { value: "before", label: "Before that date" },
        { value: "after", label: "After that date" },
      ],
    },
    {
      kind: "duration",
      name: "offset",
      label: "By",
      help: "Whole days, weeks or months.",
      shownWhen: { name: "direction", is: ["before", "after"] },
    },
    {
      kind: "toggle",
      name: "yearly",
      label: "Every year",
      help: "Like a birthday. 29 February is kept on the 28th in years without it.",
    },
    { kind: "time_of_day", name: "time", label: "At" },
    { kind: "timezone", name: "timezone", label: "Time zone", help: "Empty: where the person lives." },
    { kind: "condition", name: "where", label: "Only when", help: "Asked about the person on that day.", scope: "any" },
    ...triggerControlFields,
  ],
  ports: () => nextPort,
  summary: ({ attribute, direction = "on", offset, time = DATE_TIME_DEFAULT, yearly }) => {
    if (!attribute) return "Choose a date attribute";
    const by = offset && direction !== "on" ? `${describeDuration(offset)} ${direction} ` : "On ";
    return `${by}${describePathName(attribute)}${yearly ? ", every year" : ""}, at ${time}`.replace(/^./, (c) =>
      c.toUpperCase(),
    );
  },
  check: (config) => [
    ...missing(config.attribute, "attribute", "Choose the attribute that holds the date."),
    ...(isStandingPath(config.attribute)
      ? [
          {
            code: "invalid_setting",
            severity: "error" as const,
            message: "This is no date of theirs: a trigger on inactivity or on the kind of silence knows it.",
            field: "attribute",
          },
        ]
      : []),
    ...offsetProblems(config),
    ...entryConditionProblems(config.where, "where"),
  ],
  references: ({ where }) => (where ? conditionReferences(where) : {}),
  step: leaveNext,
});

function offsetProblems({ direction, offset }: TriggerDateAttributeConfig): NodeProblem[] {
  if (!direction || direction === "on") return [];
  const invalid = (message: string): NodeProblem[] => [
    { code: "invalid_setting", severity: "error", message, field: "offset" },
  ];
  const parts = offset === undefined ? undefined : parseDuration(offset);
  if (!parts) return invalid(`Say how long ${direction} the date.`);
  return parts.hours + parts.minutes + parts.seconds > 0
    ? invalid("Use whole days, weeks or months; the time of day is set below.")
    : [];
}
