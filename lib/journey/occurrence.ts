import { Temporal } from "temporal-polyfill";
import { parseCron } from "./cron";
import type { Instant } from "./facts";
import { isLocalText, parseInstant } from "./parse-instant";
import { steadyOffset } from "./steady-offset";
import { localInstant, type Weekday, weekdayNames } from "./time";

/** Moments on the clock of a zone. */
export type Recurrence =
  /** `at`: a local date and time, or a moment with an offset of its own */
  | { kind: "once"; at: string }
  /** every day, or on some weekdays */
  | { kind: "weekly"; time: string; weekdays: readonly Weekday[] }
  | { kind: "cron"; cron: string };

/** `local`: the date and time it stands for, as planned ("2026-03-29T02:30"); texts are in the order of time. */
export type Occurrence = { at: Instant; local: string };

/** A cron that names 29 February finds it within eight years; one that names 30 February never does. */
const DAYS_AHEAD_MAX = 8 * 366 + 2;
/** Clocks move by at most this; so much earlier a local time may still mean a later moment. */
const CLOCK_CHANGE_MAX_MS = 3 * 3_600_000;

/**
 * The first occurrence strictly after `after` in `zone`; undefined when there is none. A local time that does not exist moves forward by the
 * gap, one that exists twice means the first, so each planned time happens once (RELIABILITY promise 15).
 */
export function nextOccurrence(recurrence: Recurrence, after: Instant, zone: string): Occurrence | undefined {
  if (recurrence.kind === "once") {
    const { at: text } = recurrence;
    const at = isLocalText(text) ? localInstant(text, zone) : parseInstant(text);
    return at !== undefined && at > after ? { at, local: text.slice(0, 16).replace(" ", "T") } : undefined;
  }
  const plan = planOf(recurrence);
  return plan && (nextSteady(plan, after, zone) ?? nextByCalendar(plan, after, zone));
}

/** Times of day in order, as minutes and as text, and the days they are meant on. */
type Plan = {
  minutes: readonly number[];
  times: readonly string[];
  isDay: (day: { month: number; day: number; dayOfWeek: number }) => boolean;
  /** occurrences of days that were asked for lately */
  known: Map<string, Occurrence[]>;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Today's or tomorrow's by plain arithmetic, where the clocks do not change anywhere near; undefined elsewhere, and when there is none. */
function nextSteady({ minutes, times, isDay }: Plan, after: Instant, zone: string): Occurrence | undefined {
  const offset = steadyOffset(zone, after, after + 2 * DAY_MS);
  if (offset === undefined) return undefined;
  const wall = after + offset;
  const today = Math.floor(wall / DAY_MS);
  for (const day of [today, today + 1]) {
    const date = new Date(day * DAY_MS);
    const dayOfWeek = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    if (!isDay({ month: date.getUTCMonth() + 1, day: date.getUTCDate(), dayOfWeek })) continue;
    const place = minutes.findIndex((minute) => day * DAY_MS + minute * MINUTE_MS > wall);
    const minute = minutes[place];
    if (minute === undefined) continue;
    const at = day * DAY_MS + minute * MINUTE_MS - offset;
    return { at, local: `${date.toISOString().slice(0, 10)}T${times[place]}` };
  }
  return undefined;
}

function nextByCalendar(plan: Plan, after: Instant, zone: string): Occurrence | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  const earliest = Temporal.Instant.fromEpochMilliseconds(after - CLOCK_CHANGE_MAX_MS).toZonedDateTimeISO(zone);
  const from = earliest.toPlainDateTime().toString({ smallestUnit: "minute" });
  for (let ahead = -1; ahead <= DAYS_AHEAD_MAX; ahead += 1) {
    const day = today.add({ days: ahead });
    if (!plan.isDay(day)) continue;
    const found = occurrencesOf(plan, day.toString(), zone).find(({ at, local }) => local >= from && at > after);
    if (found) return found;
  }
  return undefined;
}

const DAYS_KNOWN_MAX = 8;

/** All of one day, in order of time. */
function occurrencesOf({ times, known }: Plan, day: string, zone: string): Occurrence[] {
  const key = `${zone} ${day}`;
  const before = known.get(key);
  if (before) return before;
  const found = times
    .map((time) => `${day}T${time}`)
    .map((local): Occurrence => ({ at: localInstant(local, zone) ?? Number.NaN, local }))
    .sort((a, b) => a.at - b.at);
  if (known.size >= DAYS_KNOWN_MAX) known.clear();
  known.set(key, found);
  return found;
}

/** A recurrence is asked for one occurrence after the other. */
const plans = new WeakMap<Recurrence, Plan>();

function planOf(recurrence: Exclude<Recurrence, { kind: "once" }>): Plan | undefined {
  const made = plans.get(recurrence) ?? makePlan(recurrence);
  if (made) plans.set(recurrence, made);
  return made;
}

function makePlan(recurrence: Exclude<Recurrence, { kind: "once" }>): Plan | undefined {
  if (recurrence.kind === "weekly") {
    const { time, weekdays } = recurrence;
    const isDay = ({ dayOfWeek }: { dayOfWeek: number }) => {
      const name = weekdayNames[dayOfWeek - 1];
      return weekdays.length === 0 || (name !== undefined && weekdays.includes(name));
    };
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return { minutes: [hour * 60 + minute], times: [time], isDay, known: new Map() };
  }
  const cron = parseCron(recurrence.cron);
  if (!cron) return undefined;
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  const times = minutes.map((minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
  return { minutes, times, isDay: cron.isDay, known: new Map() };
}
