import { describe, expect, test } from "vitest";
import { parseCron } from "./cron";
import { type DateRule, datesToLookFor, isRuleDay, nextRuleMoment } from "./date-rule";
import { nextOccurrence, type Recurrence } from "./occurrence";

const at = (text: string) => Date.parse(text);
const times = (recurrence: Recurrence, after: string, zone: string, n: number) => {
  const found: string[] = [];
  for (let now = at(after); found.length < n; ) {
    const next = nextOccurrence(recurrence, now, zone);
    if (!next) break;
    found.push(new Date(next.at).toISOString().slice(0, 16));
    now = next.at;
  }
  return found;
};

describe("recurring times", () => {
  test("a weekday and time, in the zone, over a change of the clocks", () => {
    const monday: Recurrence = { kind: "weekly", time: "09:00", weekdays: ["mon"] };
    expect(times(monday, "2026-03-20T00:00Z", "Europe/Berlin", 3)).toEqual([
      "2026-03-23T08:00",
      "2026-03-30T07:00",
      "2026-04-06T07:00",
    ]);
  });

  test("a time that does not exist moves forward, one that exists twice happens once", () => {
    const daily: Recurrence = { kind: "weekly", time: "02:30", weekdays: [] };
    expect(times(daily, "2026-03-28T12:00Z", "Europe/Berlin", 2)).toEqual(["2026-03-29T01:30", "2026-03-30T00:30"]);
    expect(times(daily, "2026-10-24T12:00Z", "Europe/Berlin", 2)).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
  });

  test("once: a local time by the zone, a moment with an offset everywhere the same, and never again", () => {
    const local: Recurrence = { kind: "once", at: "2026-05-01T09:00" };
    expect(times(local, "2026-03-01T00:00Z", "America/New_York", 2)).toEqual(["2026-05-01T13:00"]);
    const exact: Recurrence = { kind: "once", at: "2026-05-01T09:00:00Z" };
    expect(times(exact, "2026-03-01T00:00Z", "America/New_York", 2)).toEqual(["2026-05-01T09:00"]);
  });

  test("cron: steps, lists, names, and day of month or weekday", () => {
    const cron = (text: string): Recurrence => ({ kind: "cron", cron: text });
    expect(times(cron("*/20 8-9 * * *"), "2026-03-02T08:30Z", "UTC", 5)).toEqual([
      "2026-03-02T08:40",
      "2026-03-02T09:00",
      "2026-03-02T09:20",
      "2026-03-02T09:40",
      "2026-03-03T08:00",
    ]);
    expect(times(cron("0 9 1 * mon"), "2026-03-02T10:00Z", "UTC", 5)).toEqual([
      "2026-03-09T09:00",
      "2026-03-16T09:00",
      "2026-03-23T09:00",
      "2026-03-30T09:00",
      "2026-04-01T09:00",
    ]);
    expect(times(cron("0 0 29 2 *"), "2026-03-02T10:00Z", "UTC", 1)).toEqual(["2028-02-29T00:00"]);
    expect(times(cron("0 0 30 2 *"), "2026-03-02T10:00Z", "UTC", 1)).toEqual([]);
    expect(times(cron("0 12 * * 7"), "2026-03-02T10:00Z", "UTC", 1)).toEqual(["2026-03-08T12:00"]);
  });

  test("every minute for two weeks over a change of the clocks takes no more than a moment", () => {
    const minutely: Recurrence = { kind: "cron", cron: "* * * * *" };
    const before = performance.now();
    const zone = "Europe/Berlin";
    let now = at("2026-03-22T00:00Z");
    let n = 0;
    for (let next = nextOccurrence(minutely, now, zone); next && next.at < at("2026-04-05T00:00Z"); n += 1) {
      expect(next.at - now).toBe(60_000);
      now = next.at;
      next = nextOccurrence(minutely, now, zone);
    }
    expect(n).toBe(14 * 1_440 - 1);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test("what is no cron is refused", () => {
    for (const text of [
      "",
      "* * * *",
      "60 * * * *",
      "* 24 * * *",
      "* * 0 * *",
      "* * * 13 *",
      "* * * * 8",
      "5-1 * * * *",
      "*/0 * * * *",
      "a * * * *",
      "1-2-3 * * * *",
    ])
      expect(parseCron(text), text).toBeUndefined();
  });

  test("around a change of the clocks every moment happens once, in the order of time", () => {
    const half: Recurrence = { kind: "cron", cron: "15,45 * * * *" };
    for (const [zone, day] of [
      ["Europe/Berlin", "2026-03-28T20:00Z"],
      ["Europe/Berlin", "2026-10-24T20:00Z"],
      ["America/New_York", "2027-03-14T02:00Z"],
      ["Australia/Lord_Howe", "2026-10-03T10:00Z"],
      ["Africa/Cairo", "2026-04-23T18:00Z"],
    ] as const) {
      const found = times(half, day, zone, 40);
      expect(new Set(found).size).toBe(40);
      expect([...found].sort()).toEqual(found);
    }
  });
});

describe("a date of the person", () => {
  const rule = (changes: Partial<DateRule> = {}): DateRule => ({
    direction: "on",
    offset: undefined,
    yearly: false,
    time: "09:00",
    ...changes,
  });

  test("on it, before it, after it, by the calendar", () => {
    expect(isRuleDay(rule(), "2026-05-10", "2026-05-10", "UTC")).toBe(true);
    expect(isRuleDay(rule({ direction: "before", offset: "P1W" }), "2026-05-10", "2026-05-03", "UTC")).toBe(true);
    expect(isRuleDay(rule({ direction: "after", offset: "P1M" }), "2026-01-31", "2026-02-28", "UTC")).toBe(true);
    expect(isRuleDay(rule(), "no date", "2026-05-10", "UTC")).toBe(false);
    expect(isRuleDay(rule(), "2026-02-30", "2026-03-02", "UTC")).toBe(false);
  });

  test("a moment is the day that it is where the person lives", () => {
    expect(isRuleDay(rule(), "2026-05-10T23:30:00Z", "2026-05-11", "Asia/Tokyo")).toBe(true);
    expect(isRuleDay(rule(), at("2026-05-10T23:30:00Z") / 1_000, "2026-05-10", "UTC")).toBe(true);
  });

  test("every year, 29 February on the 28th where there is none, and not before the date itself", () => {
    const yearly = rule({ yearly: true });
    expect(isRuleDay(yearly, "1990-07-04", "2026-07-04", "UTC")).toBe(true);
    expect(isRuleDay(yearly, "1992-02-29", "2026-02-28", "UTC")).toBe(true);
    expect(isRuleDay(yearly, "1992-02-29", "2028-02-28", "UTC")).toBe(false);
    expect(isRuleDay(yearly, "1992-02-29", "2028-02-29", "UTC")).toBe(true);
    expect(isRuleDay(yearly, "2030-07-04", "2026-07-04", "UTC")).toBe(false);
    expect(
      isRuleDay(rule({ yearly: true, direction: "before", offset: "P10D" }), "1990-01-05", "2026-12-26", "UTC"),
    ).toBe(true);
  });

  test("the next moment for one person", () => {
    const next = (r: DateRule, value: string, zone: string) =>
      new Date(nextRuleMoment(r, value, at("2026-03-02T10:00Z"), zone) ?? 0).toISOString();
    expect(next(rule({ yearly: true }), "1990-03-02", "UTC")).toBe("2027-03-02T09:00:00.000Z");
    expect(next(rule({ yearly: true }), "1990-03-02", "America/New_York")).toBe("2026-03-02T14:00:00.000Z");
    expect(nextRuleMoment(rule(), "2026-03-02", at("2026-03-02T10:00Z"), "UTC")).toBeUndefined();
  });

  test("a date at the end of all calendars is nobody's day, however far the rule goes beyond it", () => {
    const never = 8_640_000_000_000_000;
    for (const yearly of [true, false])
      for (const [direction, value] of [
        ["after", never],
        ["before", -never],
      ] as const) {
        const beyond = rule({ direction, offset: "P5Y", yearly });
        expect(isRuleDay(beyond, value, "2026-03-02", "UTC")).toBe(false);
        expect(nextRuleMoment(beyond, never, at("2026-03-02T10:00Z"), "UTC")).toBeUndefined();
      }
  });

  test("whoever is meant is among those looked for", () => {
    for (const r of [
      rule(),
      rule({ direction: "before", offset: "P1M" }),
      rule({ direction: "after", offset: "P3M2D" }),
      rule({ yearly: true }),
      rule({ yearly: true, direction: "before", offset: "P2W" }),
      rule({ yearly: true, direction: "after", offset: "P1M" }),
    ])
      for (let n = 0; n < 1_200; n += 1) {
        const value = new Date(at("2024-01-01T00:00Z") + n * 86_400_000).toISOString().slice(0, 10);
        const moment = nextRuleMoment(r, value, at("2023-10-01T00:00Z"), "UTC");
        const day = new Date(moment ?? 0).toISOString().slice(0, 10);
        expect(isRuleDay(r, value, day, "UTC")).toBe(true);
        expect(datesToLookFor(r, day)).toContain(r.yearly ? value.slice(5) : value);
      }
  });
});
