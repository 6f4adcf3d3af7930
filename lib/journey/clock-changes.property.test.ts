import { beforeAll, describe, expect, test } from "vitest";
import { waitBusinessHours } from "@/lib/nodes/wait-business-hours/definition";
import { waitUntilTime } from "@/lib/nodes/wait-until-time/definition";
import { allClockChanges, type ClockChange, momentOf, shownAt } from "@/lib/testing/clock-changes";
import { makeFacts, startOfTests } from "@/lib/testing/drive-journey";
import { stepNode } from "@/lib/testing/step-node";
import { isWithinHours } from "./allowed-hours";
import { nextRuleMoment } from "./date-rule";
import type { Instant } from "./facts";
import { localTime } from "./local-time";
import { nextOccurrence } from "./occurrence";
import { nextOpening } from "./open-hours";
import { addDuration, nextTimeOfDay, weekdayNames } from "./time";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

type Case = { zone: string; change: ClockChange };

/** Every change in every zone; and of zones that change alike one, for the rules that take longer to try. */
const every: Case[] = [];
const different: Case[] = [];

beforeAll(() => {
  const seen = new Set<string>();
  for (const [zone, changes] of allClockChanges()) {
    const key = JSON.stringify(changes);
    for (const change of changes) {
      every.push({ zone, change });
      if (!seen.has(key)) different.push({ zone, change });
    }
    seen.add(key);
  }
});

const timeText = (local: Instant) => new Date(local).toISOString().slice(11, 16);
const startOfDay = (local: Instant) => Math.floor(local / DAY_MS) * DAY_MS;
const timeOf = (text: string) => Date.parse(`1970-01-01T${text}:00Z`);

/** Local times about the change: those left out or shown twice, their limits, and a few of an ordinary day. */
function timesAbout(change: ClockChange): string[] {
  const [from, to] = [shownAt(change, change.at - 1) + 1, shownAt(change, change.at)].sort((a, b) => a - b);
  const [low = 0, high = 0] = [from, to];
  const about = [low - 30 * MINUTE_MS, low, low + MINUTE_MS, (low + high) / 2, high - MINUTE_MS, high, high + HOUR_MS];
  return [...new Set(about.map(timeText)), "00:00", "09:00", "23:30"];
}

/** Moments at which clocks show the time, on each local date from two before the change until three after it, by the oracle. */
function momentsOf(change: ClockChange, time: string): Instant[] {
  const today = startOfDay(shownAt(change, change.at));
  return [-2, -1, 0, 1, 2, 3].map((days) => momentOf(change, today + days * DAY_MS + timeOf(time)));
}

/** expect() costs more than what is asked here, a hundred thousand times. */
function same(actual: unknown, expected: unknown, about: string): void {
  if (actual !== expected) expect(actual, about).toBe(expected);
}

test("there are changes to try, gaps and overlaps, and not only of an hour", () => {
  expect(every.length).toBeGreaterThan(1_500);
  expect(different.length).toBeGreaterThan(300);
  const sizes = new Set(every.map(({ change }) => (change.after - change.before) / MINUTE_MS));
  for (const minutes of [60, -60, 30, -30, 120, -120]) expect(sizes).toContain(minutes);
});

describe("every gap and overlap of 2026 to 2030 in every zone (promise 15)", () => {
  test("“9:00 their time” fires once for each local date: a time left out moves forward, one shown twice means the first", () => {
    for (const { zone, change } of every) {
      const time = timeText((shownAt(change, change.at - 1) + 1 + shownAt(change, change.at)) / 2);
      const moments = momentsOf(change, time);
      let after = change.at - DAY_MS * 1.5;
      for (const moment of moments.filter((at) => at > after)) {
        const next = nextTimeOfDay(after, time, undefined, zone);
        same(next, moment, `${zone} ${time}`);
        after = next;
      }
    }
  });

  test("the same for every time about a change, by weekday too, as the step wait_until_time says it", () => {
    for (const { zone, change } of different)
      for (const time of timesAbout(change)) {
        const moments = momentsOf(change, time);
        const after = change.at - DAY_MS * 1.2;
        const expected = moments.find((at) => at > after);
        same(nextTimeOfDay(after, time, undefined, zone), expected, `${zone} ${time}`);
        const today = startOfDay(shownAt(change, change.at));
        const weekday = weekdayNames[(new Date(today).getUTCDay() + 6) % 7] ?? "mon";
        const onTheDay = momentOf(change, today + timeOf(time));
        same(nextTimeOfDay(onTheDay - 1, time, [weekday], zone), onTheDay, `${zone} ${weekday} ${time}`);
        const again = moments.find((at) => at > onTheDay);
        same(nextTimeOfDay(onTheDay, time, undefined, zone), again, `${zone} ${time} again`);
      }
  });

  test("a schedule by day or by cron means each planned time once", () => {
    for (const { zone, change } of different)
      for (const time of timesAbout(change)) {
        const [hour = 0, minute = 0] = time.split(":").map(Number);
        for (const recurrence of [
          { kind: "weekly", time, weekdays: [] } as const,
          { kind: "cron", cron: `${minute} ${hour} * * *` } as const,
        ]) {
          let after = change.at - DAY_MS * 1.2;
          for (const moment of momentsOf(change, time).filter((at) => at > after && at < change.at + DAY_MS)) {
            const next = nextOccurrence(recurrence, after, zone);
            same(next?.at, moment, `${zone} ${recurrence.kind} ${time}`);
            after = next?.at ?? Number.NaN;
          }
        }
      }
  });

  test("an hourly cron is never later than an hour after the one before, nor twice at one moment", () => {
    for (const { zone, change } of different.filter((_, i) => i % 4 === 0)) {
      const first = startOfDay(shownAt(change, change.at));
      const planned = Array.from({ length: 30 }, (_, hour) => momentOf(change, first + hour * HOUR_MS));
      const expected = [...new Set(planned)].sort((a, b) => a - b);
      let after = (expected[0] ?? 0) - 1;
      for (const moment of expected) {
        const next = nextOccurrence({ kind: "cron", cron: "0 * * * *" }, after, zone);
        same(next?.at, moment, zone);
        after = next?.at ?? Number.NaN;
      }
    }
  });

  test("a date of a person counts at its time of their day", () => {
    for (const { zone, change } of different) {
      const today = startOfDay(shownAt(change, change.at));
      const date = new Date(today).toISOString().slice(0, 10);
      for (const time of timesAbout(change)) {
        const moment = momentOf(change, today + timeOf(time));
        const rule = { direction: "on", offset: undefined, yearly: false, time } as const;
        same(nextRuleMoment(rule, date, moment - 1, zone), moment, `${zone} ${date} ${time}`);
        same(nextRuleMoment(rule, date, moment, zone), undefined, `${zone} ${date} ${time} once`);
        const before = { ...rule, direction: "before", offset: "P1D", yearly: true } as const;
        const birthday = `1990${new Date(today + DAY_MS).toISOString().slice(4, 10)}`;
        if (!birthday.endsWith("02-29"))
          same(nextRuleMoment(before, birthday, moment - 1, zone), moment, `${zone} ${birthday} ${time}`);
      }
    }
  });

  test("“+1 day” is a calendar day, “+24 hours” is not", () => {
    for (const { zone, change } of different)
      for (let hours = -30; hours <= 6; hours += 1.5) {
        const at = change.at + hours * HOUR_MS;
        const tomorrow = momentOf(change, shownAt(change, at) + DAY_MS);
        // From the second of two equal hours a day later is a day later, whatever the first would have been.
        const expected = hours >= 0 ? at + DAY_MS : tomorrow;
        same(addDuration(at, "P1D", zone), expected, `${zone} ${new Date(at).toISOString()}`);
        same(addDuration(at, "PT24H", zone), at + DAY_MS, zone);
      }
  });

  test("hours that a trigger allows, business hours and the clock on the wall go by what clocks show", () => {
    const office = Object.fromEntries(weekdayNames.map((day) => [day, [{ from: "02:15", to: "03:45" }]]));
    for (const { zone, change } of different)
      for (let minutes = -300; minutes <= 300; minutes += 30) {
        const at = change.at + minutes * MINUTE_MS;
        const local = shownAt(change, at);
        const clock = timeText(local);
        const isOpen = clock >= "02:15" && clock < "03:45";
        const about = `${zone} ${new Date(at).toISOString()} ${clock}`;
        same(localTime(at, zone).date, new Date(local).toISOString().slice(0, 10), about);
        same(localTime(at, zone).minuteOfDay, (local - startOfDay(local)) / MINUTE_MS, about);
        same(isWithinHours({ allowed_from: "02:15", allowed_until: "03:45" }, at, zone), isOpen, about);
        const opening = nextOpening(at, office, new Set(), zone);
        same(opening?.from === at, isOpen, about);
        const opens = timeText(shownAt(change, opening?.from ?? 0));
        // It opens at a quarter past two, or where clocks jump into the open hours, or was open already.
        if (opening && opening.from !== at) same(opens === "02:15" || opening.from === change.at, true, about);
      }
  });

  test("the steps themselves say so", () => {
    for (const { zone, change } of different.filter((_, i) => i % 7 === 0)) {
      const moment = momentsOf(change, "09:00").find((at) => at > change.at) ?? 0;
      const waited = change.at - startOfTests;
      const facts = { subscriber: { timezone: zone } };
      const hours = Object.fromEntries(weekdayNames.map((day) => [day, [{ from: "09:00", to: "09:01" }]]));
      expect(stepNode(waitBusinessHours, { hours }, { facts, waited }), zone).toEqual({ kind: "wait", until: moment });
      const step = waitUntilTime.step({
        node: { id: "nine", type: "wait_until_time", config: { at: "09:00", timezone: zone } },
        facts: makeFacts(undefined),
        env: { now: change.at, random: () => 0, fill: (text) => ({ ok: true, text }) },
        arrived_at: change.at,
        wake: undefined,
        timer: false,
      });
      expect(step, zone).toEqual({ kind: "wait", until: moment });
    }
  });
});
