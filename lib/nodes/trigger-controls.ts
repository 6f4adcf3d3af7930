import * as z from "zod";
import { durationSchema } from "@/lib/journey/duration";
import { weekdayNames } from "@/lib/journey/time";
import type { Field } from "./define-node";

const clockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day such as 09:00");

/** Settings that every trigger has (FEATURES T17), to be spread into its schema. All of them optional: without any, whoever comes enters. */
export const triggerControls = {
  /** false: this trigger lets nobody in from the next publish on */
  enabled: z.boolean().optional(),
  /** between these times and on these days in the person's zone; whoever comes outside is turned away, not delayed */
  allowed_from: clockText.optional(),
  allowed_until: clockText.optional(),
  allowed_days: z.array(z.enum(weekdayNames)).max(7).optional(),
  /** a person enters by this trigger again only this long after the last time */
  cooldown: durationSchema.optional(),
  max_entries_per_person: z.number().int().min(1).max(1_000_000).optional(),
  max_entries: z.number().int().min(1).max(1_000_000_000).optional(),
  /** of several triggers that one happening sets off, the higher one counts */
  priority: z.enum(["high", "normal", "low"]).optional(),
};

export const triggerControlsSchema = z.object(triggerControls);
export type TriggerControls = z.output<typeof triggerControlsSchema>;

const group = "Limits of this trigger";

export const triggerControlFields: Field[] = [
  { kind: "toggle", name: "enabled", label: "Switched on", help: "Off: nobody enters by it.", unset: true, group },
  {
    kind: "time_of_day",
    name: "allowed_from",
    label: "Only from",
    help: "In the person’s time zone. Whoever comes at another time is turned away.",
    group,
  },
  { kind: "time_of_day", name: "allowed_until", label: "Only until", group },
  { kind: "weekdays", name: "allowed_days", label: "Only on", help: "None chosen: any day.", group },
  {
    kind: "duration",
    name: "cooldown",
    label: "Pause between two entries",
    help: "Of the same person, by this trigger.",
    group,
  },
  {
    kind: "number",
    name: "max_entries_per_person",
    label: "Entries a person",
    help: "At most. Empty: no limit.",
    min: 1,
    group,
  },
  { kind: "number", name: "max_entries", label: "Entries in all", help: "At most. Empty: no limit.", min: 1, group },
  {
    kind: "select",
    name: "priority",
    label: "Priority",
    help: "When one event sets off several triggers, the higher one counts.",
    options: [
      { value: "high", label: "High" },
      { value: "normal", label: "Normal" },
      { value: "low", label: "Low" },
    ],
    group,
  },
];
