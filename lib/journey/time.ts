import { Temporal } from "temporal-polyfill";
import { approximateDurationMs, type DurationParts, parseDuration } from "./duration";
import type { Instant } from "./facts";

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
  const plainTime = Temporal.PlainTime.from(time);
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  // From yesterday: where clocks jump from 23:00 to midnight, yesterday's 23:30 falls on today.
  for (let offset = -1; offset <= 8; offset++) {
    const day = today.add({ days: offset });
    const name = weekdayNames[day.dayOfWeek - 1];
    if (weekdays && weekdays.length > 0 && (!name || !weekdays.includes(name))) continue;
    const moment = day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
    if (moment > after) return moment;
  }
  throw new RangeError(`no ${time} within nine days in ${zone}`);
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
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function partsOf(duration: string): DurationParts {
  const parts = parseDuration(duration);
  if (!parts) throw new RangeError(`not a duration: ${duration}`);
  return parts;
}

function shift(at: Instant, parts: DurationParts, zone: string, sign: 1 | -1): Instant {
  const { years, months, weeks, days, hours, minutes, seconds } = parts;
  const exactMs = hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1_000);
  if (years + months + weeks + days === 0) return at + sign * exactMs;
  if (zone === "UTC" && years + months === 0) return at + sign * approximateDurationMs(parts);
  const moved = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .add({ years: sign * years, months: sign * months, days: sign * (weeks * 7 + days) });
  return moved.epochMilliseconds + sign * exactMs;
}
