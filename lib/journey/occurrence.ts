import { Temporal } from "temporal-polyfill";
import { parseCron } from "./cron";
import type { Instant } from "./facts";
import { isLocalText, parseInstant } from "./parse-instant";
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
  if (!plan) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  const earliest = Temporal.Instant.fromEpochMilliseconds(after - CLOCK_CHANGE_MAX_MS).toZonedDateTimeISO(zone);
  const from = earliest.toPlainDateTime().toString({ smallestUnit: "minute" });
  for (let ahead = -1; ahead <= DAYS_AHEAD_MAX; ahead += 1) {
    const day = today.add({ days: ahead });
    if (!plan.isDay(day)) continue;
    const found = plan.times
      .map((time) => `${day.toString()}T${time}`)
      .filter((local) => local >= from)
      .map((local): Occurrence => ({ at: localInstant(local, zone) ?? Number.NaN, local }))
      .filter(({ at }) => at > after)
      .sort((a, b) => a.at - b.at)[0];
    if (found) return found;
  }
  return undefined;
}

type Plan = { times: string[]; isDay: (day: Temporal.PlainDate) => boolean };

function planOf(recurrence: Exclude<Recurrence, { kind: "once" }>): Plan | undefined {
  if (recurrence.kind === "weekly") {
    const { time, weekdays } = recurrence;
    const isDay = ({ dayOfWeek }: Temporal.PlainDate) => {
      const name = weekdayNames[dayOfWeek - 1];
      return weekdays.length === 0 || (name !== undefined && weekdays.includes(name));
    };
    return { times: [time], isDay };
  }
  const cron = parseCron(recurrence.cron);
  if (!cron) return undefined;
  const two = (n: number) => String(n).padStart(2, "0");
  return {
    times: cron.hours.flatMap((hour) => cron.minutes.map((minute) => `${two(hour)}:${two(minute)}`)),
    isDay: cron.isDay,
  };
}
