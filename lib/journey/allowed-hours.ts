import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";
import { type Weekday, weekdayNames } from "./time";

export type AllowedHours = {
  allowed_from?: string | undefined;
  allowed_until?: string | undefined;
  allowed_days?: readonly Weekday[] | undefined;
};

/**
 * Whether clocks in `zone` show an allowed hour of an allowed day at `at`. From 22:00 until 06:00 goes over midnight; `until` itself is
 * outside; the same text twice, or no days, means no restriction.
 */
export function isWithinHours(hours: AllowedHours, at: Instant, zone: string): boolean {
  const { allowed_from: from = "00:00", allowed_until: until = "24:00", allowed_days: days = [] } = hours;
  if (from === "00:00" && until === "24:00" && days.length === 0) return true;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const day = weekdayNames[local.dayOfWeek - 1];
  if (days.length > 0 && (day === undefined || !days.includes(day))) return false;
  const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
  if (from === until) return true;
  return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}
