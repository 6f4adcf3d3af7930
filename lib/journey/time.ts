import { Temporal } from "temporal-polyfill";
import { type DurationParts, parseDuration } from "./duration";
import type { Instant } from "./facts";
import { steadyOffset } from "./steady-offset";

const DAY_MS = 86_400_000;

/**
 * Calendar arithmetic in a zone (RELIABILITY promise 15): "+1 day" is a calendar day, a local time that does not exist
 * moves forward by the gap, one that exists twice means the first.
 */
export const weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdayNames)[number];

/** `at` plus an ISO-8601 duration in an IANA zone. Throws RangeError on an unknown zone or a malformed duration: both are checked at the edge. */
export function addDuration(at: Instant, duration: string, zone: string): Instant {
  return shift(at, partsOf(duration), zone, 1);
}

/** `at` minus an ISO-8601 duration in an IANA zone. Throws like addDuration. */
export function subtractDuration(at: Instant, duration: string, zone: string): Instant {
  return shift(at, partsOf(duration), zone, -1);
}

/**
 * Start of a window that ends at `now` (`within: "P7D"`). Always in UTC, so that a condition means the same in memory
 * and in one SQL statement over people of many zones.
 */
export function windowStart(now: Instant, duration: string): Instant {
  return subtractDuration(now, duration, "UTC");
}

/**
 * The first moment strictly after `after` at which clocks in `zone` show `time` ("09:00") on one of the weekdays
 * (undefined: any). Strict, so that two such waits in a row, or one in a loop, happen on different days.
 */
export function nextTimeOfDay(
  after: Instant,
  time: string,
  weekdays: readonly Weekday[] | undefined,
  zone: string,
): Instant {
  const steady = nextSteadyTimeOfDay(after, time, weekdays, zone);
  if (steady !== undefined) return steady;
  const plainTime = Temporal.PlainTime.from(time);
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  // From yesterday: where clocks jump from 23:00 to midnight, yesterday's 23:30 falls on today.
  for (let offset = -1; offset <= 8; offset++) {
    const day = today.add({ days: offset });
    if (!isWanted(day.dayOfWeek, weekdays)) continue;
    const moment = day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
    if (moment > after) return moment;
  }
  throw new RangeError(`no ${time} within nine days in ${zone}`);
}

/** The same by plain arithmetic, where the clocks do not change anywhere near; undefined elsewhere. */
function nextSteadyTimeOfDay(
  after: Instant,
  time: string,
  weekdays: readonly Weekday[] | undefined,
  zone: string,
): Instant | undefined {
  const offset = steadyOffset(zone, after, after + 8 * DAY_MS);
  if (offset === undefined) return undefined;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const today = Math.floor((after + offset) / DAY_MS);
  for (let day = today; day <= today + 7; day++) {
    const moment = day * DAY_MS + (hours * 60 + minutes) * 60_000 - offset;
    // 1 January 1970 was a Thursday.
    if (moment > after && isWanted(((((day + 3) % 7) + 7) % 7) + 1, weekdays)) return moment;
  }
  return undefined;
}

/** `dayOfWeek`: 1 is Monday. No weekdays means any. */
function isWanted(dayOfWeek: number, weekdays: readonly Weekday[] | undefined): boolean {
  if (!weekdays || weekdays.length === 0) return true;
  const name = weekdayNames[dayOfWeek - 1];
  return name !== undefined && weekdays.includes(name);
}

/** The moment a local date and time ("2026-03-29", "2026-03-29T02:30") happens in `zone`; undefined when it is no such text. */
export function localInstant(text: string, zone: string): Instant | undefined {
  try {
    return Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const knownZones = new Map<string, boolean>();
const KNOWN_ZONES_MAX = 2_000;

/** True for an IANA zone name ("Europe/Berlin", "UTC"). Offsets such as "+02:00" are none: they do not follow the law. */
export function isTimeZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const valid = /^[A-Za-z]/.test(zone) && zone.length <= 64 && acceptsZone(zone);
  if (knownZones.size < KNOWN_ZONES_MAX) knownZones.set(zone, valid);
  return valid;
}

function acceptsZone(zone: string): boolean {
  try {
    // The calendar itself is asked: Intl takes abbreviations such as PST, which no calendar can count in.
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const KNOWN_DURATIONS_MAX = 1_000;
const knownDurations = new Map<string, DurationParts>();

function partsOf(duration: string): DurationParts {
  const known = knownDurations.get(duration);
  if (known) return known;
  const parts = parseDuration(duration);
  if (!parts) throw new RangeError(`not a duration: ${duration}`);
  if (knownDurations.size < KNOWN_DURATIONS_MAX) knownDurations.set(duration, parts);
  return parts;
}

function shift(at: Instant, parts: DurationParts, zone: string, sign: 1 | -1): Instant {
  const { years, months, weeks, days, hours, minutes, seconds } = parts;
  const exactMs = hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1_000);
  if (years + months + weeks + days === 0) return at + sign * exactMs;
  if (years + months === 0) {
    const sameTimeOfDay = at + sign * (weeks * 7 + days) * DAY_MS;
    if (zone === "UTC") return sameTimeOfDay + sign * exactMs;
    if (steadyOffset(zone, Math.min(at, sameTimeOfDay), Math.max(at, sameTimeOfDay)) !== undefined)
      return sameTimeOfDay + sign * exactMs;
  }
  const moved = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .add({ years: sign * years, months: sign * months, days: sign * (weeks * 7 + days) });
  return moved.epochMilliseconds + sign * exactMs;
}
