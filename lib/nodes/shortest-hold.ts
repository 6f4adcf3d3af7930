import { approximateDurationMs, parseDuration } from "@/lib/journey/duration";

const DAY_MS = 86_400_000;

/** The least a duration can be on any calendar, in ms: months of 28 days, and one hour lost to a change of the clocks. */
export function shortestHoldMs(duration: string): number {
  const parts = parseDuration(duration);
  if (!parts) return 0;
  const { years, months, weeks, days } = parts;
  const exact = approximateDurationMs({ ...parts, years: 0, months: 0, weeks: 0, days: 0 });
  const calendarDays = years * 365 + months * 28 + weeks * 7 + days;
  return exact + (calendarDays > 0 ? (calendarDays - 1) * DAY_MS + DAY_MS / 2 : 0);
}
