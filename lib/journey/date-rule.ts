import { Temporal } from "temporal-polyfill";
import type { Instant } from "./facts";
import type { Json } from "./json";
import { INSTANT_MAX, isLocalText, parseInstant } from "./parse-instant";
import { localInstant } from "./time";

/** A day that follows from a date of the person: on it, or so long before or after; once, or every year. */
export type DateRule = {
  direction: "on" | "before" | "after";
  /** ISO-8601, whole days, weeks, months and years */
  offset: string | undefined;
  /** every year; 29 February is kept on the 28th in years without it */
  yearly: boolean;
  /** time of day at which it counts, in the person's zone */
  time: string;
};

/** The calendar day of a date value in `zone`; undefined when it is no date, or so far away that counting on from it leaves the calendar. */
function dayOf(value: Json | undefined, zone: string): Temporal.PlainDate | undefined {
  if (typeof value === "string" && isLocalText(value))
    return parseInstant(value) === undefined ? undefined : Temporal.PlainDate.from(value.slice(0, 10));
  const at = parseInstant(value);
  if (at === undefined || Math.abs(at) > INSTANT_MAX / 2) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

function shifted(day: Temporal.PlainDate, { direction, offset }: DateRule): Temporal.PlainDate {
  if (!offset || direction === "on") return day;
  return direction === "before" ? day.subtract(offset) : day.add(offset);
}

/** The days that the rule means for this date, around `near`: one, or one for each of the years about it. */
function daysFor(rule: DateRule, date: Temporal.PlainDate, near: Temporal.PlainDate): Temporal.PlainDate[] {
  if (!rule.yearly) return [shifted(date, rule)];
  const span = rule.offset
    ? Math.ceil(Temporal.Duration.from(rule.offset).total({ unit: "years", relativeTo: near }))
    : 0;
  const days: Temporal.PlainDate[] = [];
  const [from, to] = [near.year - span - 1, near.year + span + 1].map((year) => Math.max(year, date.year));
  for (let year = from ?? date.year; year <= (to ?? date.year); year += 1)
    days.push(shifted(date.with({ year }), rule));
  return days;
}

/** Whether `day` ("2026-03-01") is the day that the rule means for a date value of somebody in `zone`. */
export function isRuleDay(rule: DateRule, value: Json | undefined, day: string, zone: string): boolean {
  const date = dayOf(value, zone);
  if (!date) return false;
  return daysFor(rule, date, Temporal.PlainDate.from(day)).some((one) => one.toString() === day);
}

/** The first moment strictly after `after` that the rule means for a date value of somebody in `zone`; undefined: none. */
export function nextRuleMoment(
  rule: DateRule,
  value: Json | undefined,
  after: Instant,
  zone: string,
): Instant | undefined {
  const date = dayOf(value, zone);
  if (!date) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  return daysFor(rule, date, today)
    .map((day) => localInstant(`${day.toString()}T${rule.time}`, zone) ?? Number.NaN)
    .filter((at) => at > after)
    .sort((a, b) => a - b)[0];
}

/**
 * Beginnings of ISO texts that can be meant by `day`, for looking people up: whole dates, or for a yearly rule months and days ("02-28").
 * Wider by a day on both sides, because a text with an offset is another date elsewhere.
 */
export function datesToLookFor(rule: DateRule, day: string): string[] {
  const target = Temporal.PlainDate.from(day);
  const back: DateRule = {
    ...rule,
    direction: rule.direction === "before" ? "after" : rule.direction === "after" ? "before" : "on",
  };
  const about = shifted(target, back);
  const found = new Set<string>();
  // Months end differently, so several dates lead to one day: within four days of the one that the way back names.
  for (let away = -5; away <= 5; away += 1) {
    const text = about.add({ days: away }).toString();
    found.add(rule.yearly ? text.slice(-5) : text);
  }
  if (rule.yearly && (found.has("02-28") || found.has("03-01"))) found.add("02-29");
  return [...found];
}
