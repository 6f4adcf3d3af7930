import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";
import { steadyOffset } from "./steady-offset";
import { type Weekday, weekdayNames } from "./time";

/** What a clock and a calendar on the wall show. `hour` 0–23, `minute` of the day 0–1439, date "2026-03-02". */
export type LocalTime = { date: string; weekday: Weekday; hour: number; minuteOfDay: number };

/** The local time of a moment in an IANA zone. Throws RangeError on an unknown zone: zones are checked at the edge. */
export function localTime(at: Instant, zone: string): LocalTime {
  const offset = zone === "UTC" ? 0 : steadyOffset(zone, at, at);
  const wall =
    offset === undefined
      ? at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
      : at + offset;
  const shown = new Date(wall);
  const hour = shown.getUTCHours();
  return {
    date: shown.toISOString().slice(0, 10),
    weekday: weekdayNames[(shown.getUTCDay() + 6) % 7] ?? "mon",
    hour,
    minuteOfDay: hour * 60 + shown.getUTCMinutes(),
  };
}
