import { Temporal } from "temporal-polyfill";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { eventsOf, isTrue } from "./naive-condition";
import { type Moment, type Run, type Says, worldOf } from "./naive-run";
import type { SeededStep } from "./seeded-step";

/** Calendar time in the person's zone: a day is the same time on the next day. */
export function later(at: Instant, duration: string, zone: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(Temporal.Duration.from(duration))
    .epochMilliseconds;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function nextTime(after: Instant, at: string, weekdays: readonly string[] | undefined, zone: string): Instant {
  const here = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone);
  for (let days = 0; ; days += 1) {
    const day = here.toPlainDate().add({ days });
    if (weekdays && !weekdays.includes(WEEKDAYS[day.dayOfWeek - 1] ?? "")) continue;
    const moment = day.toZonedDateTime({ timeZone: zone, plainTime: at }).epochMilliseconds;
    if (moment > after) return moment;
  }
}

/** The next moment, now included, at which the office is open: whole hours of weekdays that are no holiday. */
function nextOpen(at: Instant, step: Extract<SeededStep, { type: "wait_business_hours" }>, zone: string): Instant {
  const { hours, holidays } = step.config;
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  for (let days = 0; ; days += 1) {
    const day = here.toPlainDate().add({ days });
    if (holidays.includes(day.toString())) continue;
    for (const { from, to } of hours[WEEKDAYS[day.dayOfWeek - 1] ?? ""] ?? []) {
      const [opens, closes] = [from, to].map((time) => day.toZonedDateTime({ timeZone: zone, plainTime: time }));
      if (opens && closes && closes.epochMilliseconds > at) return Math.max(at, opens.epochMilliseconds);
    }
  }
}

function dateOf(value: Json | undefined, zone: string): Instant | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  if (value.endsWith("Z")) return Temporal.Instant.from(value).epochMilliseconds;
  return Temporal.PlainDate.from(value).toZonedDateTime(zone).epochMilliseconds;
}

function waitFor(step: Extract<SeededStep, { type: "wait_for_event" }>, run: Run, moment: Moment): Says {
  const until = later(moment.arrivedAt, step.config.timeout, run.person.zone);
  const { event } = moment;
  if (event && event.at <= until) {
    const first = step.config.events.find(
      (one) => one.event === event.event && (!one.where || isTrue(one.where, { ...worldOf(run), event })),
    );
    if (first) return { go: first.port, event };
  }
  if (moment.timeIsUp) return { go: "timeout" };
  return { stay: until, hears: step.config.events.map((one) => one.event) };
}

function waitUntil(step: Extract<SeededStep, { type: "wait_until" }>, run: Run, moment: Moment): Says {
  const { condition, timeout } = step.config;
  if (isTrue(condition, run)) return { go: "met", ...(moment.event && { event: moment.event }) };
  if (moment.timeIsUp) return { go: "timeout" };
  return { stay: later(moment.arrivedAt, timeout, run.person.zone), hears: eventsOf(condition) };
}

function waitDate(step: Extract<SeededStep, { type: "wait_until_date" }>, run: Run, { timeIsUp }: Moment): Says {
  const { config } = step;
  const value = config.source === "date" ? config.date : run.attributes.get(config.attribute);
  const until = dateOf(value, run.person.zone);
  if (timeIsUp) return { go: "next" };
  if (until === undefined) return { go: "next", reason: "date_missing" };
  return until <= run.now ? { go: "next", reason: "date_passed" } : { stay: until, hears: [] };
}

type WaitStep = Extract<
  SeededStep,
  {
    type: "wait" | "wait_until_time" | "wait_until_date" | "wait_for_event" | "wait_until" | "wait_business_hours";
  }
>;

/** The steps that hold people. */
export function sayWait(step: WaitStep, run: Run, moment: Moment): Says {
  switch (step.type) {
    case "wait": {
      // A wait of no time is none: nobody stands there.
      const until = later(moment.arrivedAt, step.config.duration, run.person.zone);
      return moment.timeIsUp || until <= run.now ? { go: "next" } : { stay: until, hears: [] };
    }
    case "wait_until_time": {
      const { at, weekdays } = step.config;
      return moment.timeIsUp
        ? { go: "next" }
        : { stay: nextTime(moment.arrivedAt, at, weekdays, run.person.zone), hears: [] };
    }
    case "wait_until_date":
      return waitDate(step, run, moment);
    case "wait_for_event":
      return waitFor(step, run, moment);
    case "wait_until":
      return waitUntil(step, run, moment);
    case "wait_business_hours": {
      const opens = nextOpen(run.now, step, run.person.zone);
      return moment.timeIsUp || opens <= run.now ? { go: "next" } : { stay: opens, hears: [] };
    }
  }
}
