import type { DateRule } from "@/lib/journey/date-rule";
import type { Recurrence } from "@/lib/journey/occurrence";
import { DATE_TIME_DEFAULT, triggerDateAttribute } from "@/lib/nodes/trigger-date-attribute/definition";
import { triggerSchedule } from "@/lib/nodes/trigger-schedule/definition";

/** What a time trigger's config means: moments, by whose clock, and for whom. */
export type TimerPlan = {
  recurrence: Recurrence;
  /** "person": each one's own; else the zone, undefined for the journey's or workspace's */
  zone: "person" | { fixed: string | undefined };
  segmentId: string | undefined;
  /** trigger.date_attribute: the recurrence is every day, for those whose date it is */
  date: { attribute: string; rule: DateRule } | undefined;
};

export function isTimerTrigger(type: string): boolean {
  return type === "trigger.schedule" || type === "trigger.date_attribute";
}

/** The plan in a trigger's stored config; undefined when this build cannot read it, or when it is no such trigger. */
export function timerPlan(type: string, config: unknown): TimerPlan | undefined {
  if (type === "trigger.schedule") {
    const parsed = triggerSchedule.schema.safeParse(config);
    if (!parsed.success) return undefined;
    const { repeat, at, time, weekdays, cron, clock, timezone, segment_id } = parsed.data;
    const recurrence: Recurrence =
      repeat === "once"
        ? { kind: "once", at: at ?? "" }
        : repeat === "cron"
          ? { kind: "cron", cron: cron ?? "" }
          : { kind: "weekly", time: time ?? DATE_TIME_DEFAULT, weekdays: weekdays ?? [] };
    const zone = clock === "person" ? "person" : { fixed: timezone || undefined };
    return { recurrence, zone, segmentId: segment_id || undefined, date: undefined };
  }
  if (type !== "trigger.date_attribute") return undefined;
  const parsed = triggerDateAttribute.schema.safeParse(config);
  if (!parsed.success) return undefined;
  const { attribute, direction = "on", offset, time = DATE_TIME_DEFAULT, yearly, timezone } = parsed.data;
  return {
    recurrence: { kind: "weekly", time, weekdays: [] },
    zone: timezone ? { fixed: timezone } : "person",
    segmentId: undefined,
    date: { attribute, rule: { direction, offset, yearly: yearly === true, time } },
  };
}
