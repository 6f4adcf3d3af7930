import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";
import { steadyOffset } from "./steady-offset";
import { type Weekday, weekdayNames } from "./time";

/** Hours of one weekday: "09:00" until "17:00", the latter not included; "24:00" is the end of the day. */
export type HourSpan = { from: string; to: string };
export type OpenHours = Partial<Record<Weekday, readonly HourSpan[]>>;
/** A stretch of time during which it is open; `until` is not included. */
export type Opening = { from: Instant; until: Instant };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Further ahead nobody looks: a whole year of holidays is closed for good. */
const DAYS_AHEAD_MAX = 370;

/**
 * The first stretch of open time that has not ended at `at`, cut to begin no earlier. It is open whenever clocks in `zone` show an open hour
 * of a weekday that is no holiday: an hour that is skipped is not open, one that comes twice is open twice. `holidays` are dates
 * ("2026-12-25") or days of every year ("12-25"). Undefined: never within the next year.
 */
export function nextOpening(
  at: Instant,
  hours: OpenHours,
  holidays: ReadonlySet<string>,
  zone: string,
): Opening | undefined {
  const today = Math.floor(at / DAY_MS);
  for (let day = today - 1; day <= today + DAYS_AHEAD_MAX; day++) {
    // Where clocks go back over midnight, an hour of this date comes after the next date has begun.
    const openings = [day, day + 1].flatMap((date) => openingsOf(date, hours, holidays, zone));
    const [first] = openings.filter(({ until }) => until > at).sort((a, b) => a.from - b.from);
    if (first) return { from: Math.max(first.from, at), until: first.until };
  }
  return undefined;
}

/** `day`: number of the local date since 1970-01-01. */
function openingsOf(day: number, hours: OpenHours, holidays: ReadonlySet<string>, zone: string): Opening[] {
  // 1 January 1970 was a Thursday.
  const weekday = weekdayNames[(((day + 3) % 7) + 7) % 7];
  const spans = weekday ? hours[weekday] : undefined;
  if (!spans || spans.length === 0) return [];
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (holidays.has(date) || holidays.has(date.slice(5))) return [];
  const shown = offsetsAround(day * DAY_MS, zone);
  return spans.flatMap(({ from, to }) =>
    shown.flatMap((stretch) => {
      const start = Math.max(stretch.from, day * DAY_MS + minutesOf(from) * 60_000 - stretch.offsetMs);
      const end = Math.min(stretch.until, day * DAY_MS + minutesOf(to) * 60_000 - stretch.offsetMs);
      return start < end ? [{ from: start, until: end }] : [];
    }),
  );
}

/** Every moment that may show the date beginning at `start` (as if in UTC), by what the zone's clocks are ahead of UTC then. */
function offsetsAround(start: Instant, zone: string): (Opening & { offsetMs: number })[] {
  const [from, until] = [start - 16 * HOUR_MS, start + DAY_MS + 16 * HOUR_MS];
  const steady = zone === "UTC" ? 0 : steadyOffset(zone, from, until);
  if (steady !== undefined) return [{ from, until, offsetMs: steady }];
  const stretches: (Opening & { offsetMs: number })[] = [];
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  while (moment.epochMilliseconds < until) {
    const next = moment.getTimeZoneTransition("next");
    const end = Math.min(until, next?.epochMilliseconds ?? until);
    stretches.push({ from: moment.epochMilliseconds, until: end, offsetMs: moment.offsetNanoseconds / 1_000_000 });
    if (!next) break;
    moment = next;
  }
  return stretches;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
