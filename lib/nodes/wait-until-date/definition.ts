import * as z from "zod";
import { CHANGE } from "@/lib/journey/condition-listens";
import { describePathName } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { durationSchema } from "@/lib/journey/duration";
import type { Facts, Instant, Seen } from "@/lib/journey/facts";
import { INSTANT_MAX, isLocalText, parseInstant } from "@/lib/journey/parse-instant";
import { personZone } from "@/lib/journey/person-zone";
import { readPath } from "@/lib/journey/read-path";
import { addDuration, localInstant, subtractDuration } from "@/lib/journey/time";
import { missing } from "../condition-problems";
import { defineNode, type NodeProblem } from "../define-node";
import { nextPort } from "../next-port";
import { timezoneSchema } from "../timezone-schema";

const schema = z.strictObject({
  /** where the date comes from; when absent: the attribute if one is named, else the fixed date */
  source: z.enum(["date", "attribute"]).optional(),
  date: z.string().trim().max(40).optional(),
  attribute: z.string().trim().max(200).optional(),
  direction: z.enum(["on", "before", "after"]).optional(),
  offset: durationSchema.optional(),
  timezone: timezoneSchema,
});
export type WaitUntilDateConfig = z.output<typeof schema>;

export const waitUntilDate = defineNode<WaitUntilDateConfig>({
  type: "wait_until_date",
  category: "timing",
  label: "Wait until a date",
  description:
    "Holds people until a date you set, or before or after one of their own dates. A date that has passed, or is not known, holds nobody.",
  keywords: ["delay", "calendar", "renewal", "birthday", "trial", "deadline", "anniversary", "appointment"],
  icon: "calendar",
  schema,
  defaults: { source: "date", date: "" },
  fields: [
    {
      kind: "select",
      name: "source",
      label: "Which date",
      options: [
        { value: "date", label: "A fixed date" },
        { value: "attribute", label: "A date of the person or event" },
      ],
    },
    { kind: "datetime", name: "date", label: "Date", shownWhen: { name: "source", is: ["date"] } },
    {
      kind: "attribute",
      name: "attribute",
      label: "Date attribute",
      help: "An attribute of the person, or event.… for a property of the event.",
      shownWhen: { name: "source", is: ["attribute"] },
    },
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
    { kind: "duration", name: "offset", label: "By", shownWhen: { name: "direction", is: ["before", "after"] } },
    { kind: "timezone", name: "timezone", label: "Time zone", help: "Empty: where the person lives." },
  ],
  ports: () => nextPort,
  waitsForMoment: true,
  summary: (config) => {
    const { offset, direction } = config;
    const what = usesAttribute(config)
      ? config.attribute && describePathName(config.attribute)
      : config.date?.replace("T", " ");
    if (!what) return "Choose a date";
    return offset && direction && direction !== "on"
      ? `Wait until ${describeDuration(offset)} ${direction} ${what}`
      : `Wait until ${what}`;
  },
  check: (config) => [...dateProblems(config), ...offsetProblems(config)],
  listens: true,
  step: ({ node, facts, env, timer }) => {
    const { config } = node;
    const until = dueDate(config, facts);
    const seen: Seen[] = usesAttribute(config)
      ? [{ path: config.attribute ?? "", value: readPath(config.attribute ?? "", facts) }]
      : [];
    if (timer) return { kind: "leave", port: "next", seen };
    if (until === undefined) return { kind: "leave", port: "next", reason: "date_missing", seen };
    if (until <= env.now) return { kind: "leave", port: "next", reason: "date_passed", seen };
    // A date that moves (a renewal, an appointment) moves the wait with it.
    return { kind: "wait", until, listen: usesAttribute(config) ? [CHANGE] : [], seen };
  },
});

function usesAttribute({ source, attribute }: WaitUntilDateConfig): boolean {
  return source ? source === "attribute" : Boolean(attribute);
}

function dueDate(config: WaitUntilDateConfig, facts: Facts): Instant | undefined {
  const zone = config.timezone || personZone(facts);
  const value = usesAttribute(config) ? readPath(config.attribute ?? "", facts) : config.date;
  const base = typeof value === "string" && isLocalText(value) ? localInstant(value, zone) : parseInstant(value);
  if (base === undefined || !config.offset || !config.direction || config.direction === "on") return base;
  if (Math.abs(base) > INSTANT_MAX / 2) return undefined;
  return config.direction === "before"
    ? subtractDuration(base, config.offset, zone)
    : addDuration(base, config.offset, zone);
}

function dateProblems(config: WaitUntilDateConfig): NodeProblem[] {
  if (usesAttribute(config)) return missing(config.attribute, "attribute", "Choose the attribute that holds the date.");
  const empty = missing(config.date, "date", "Choose a date.");
  if (empty.length > 0 || parseInstant(config.date) !== undefined) return empty;
  return [{ code: "invalid_setting", severity: "error", message: "This is no date.", field: "date" }];
}

function offsetProblems({ direction, offset }: WaitUntilDateConfig): NodeProblem[] {
  if (!direction || direction === "on" || offset) return [];
  return [
    { code: "missing_setting", severity: "error", message: `Say how long ${direction} the date.`, field: "offset" },
  ];
}
