import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  isTimeZone,
  localInstant,
  nextTimeOfDay,
  subtractDuration,
  type Weekday,
  weekdayNames,
  windowStart,
} from "./time";

const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/Dublin",
  "America/New_York",
  "America/Santiago",
  "America/Nuuk",
  "America/Scoresbysund", // clocks jump from 23:00 to midnight
  "Africa/Cairo", // clocks jump from midnight to 01:00
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kolkata",
  "Australia/Lord_Howe", // half an hour
  "Pacific/Chatham",
];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** What clocks in the zone show, as if it were UTC: by Intl alone, apart from the code under test. */
function wall(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return (
    at(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`) + (instant % 1000)
  );
}
const offset = (instant: number, zone: string) => wall(instant, zone) - instant;

/** The rule itself: the first moment clocks show `shown`; in a gap, as far beyond it as `shown` lies in it. */
function momentOf(shown: number, zone: string): number {
  const offsets = [offset(shown - day, zone), offset(shown + day, zone)];
  const real = offsets.map((o) => shown - o).filter((t) => wall(t, zone) === shown);
  return real.length > 0 ? Math.min(...real) : shown - (offsets[0] ?? 0);
}

const transitionsOf = new Map<string, number[]>();
/** Every change of the clocks in a zone from 2026 to 2030, to the minute. */
function transitions(zone: string): number[] {
  const known = transitionsOf.get(zone);
  if (known) return known;
  const found: number[] = [];
  transitionsOf.set(zone, found);
  for (let t = at("2026-01-01T00:00:00Z"); t < at("2031-01-01T00:00:00Z"); t += 4 * day) {
    if (offset(t, zone) === offset(t + 4 * day, zone)) continue;
    let [low, high] = [t, t + 4 * day];
    while (high - low > minute) {
      const middle = Math.floor((low + high) / 2 / minute) * minute;
      if (offset(middle, zone) === offset(low, zone)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

describe("around every change of the clocks from 2026 to 2030", () => {
  test.each(zones)("%s: a day later is the same time of day, gaps forward and the first of a doubled hour", (zone) => {
    // A day before the change, and around it.
    for (const change of transitions(zone))
      for (const halfHours of [...Array(10).keys()].flatMap((i) => [i - 52, i - 4])) {
        const start = change + halfHours * 30 * minute;
        expect(iso(addDuration(start, "P1D", zone))).toBe(iso(momentOf(wall(start, zone) + day, zone)));
        expect(addDuration(start, "PT24H", zone)).toBe(start + day);
        expect(addDuration(start, "P1DT1H", zone)).toBe(addDuration(start, "P1D", zone) + hour);
        expect(iso(subtractDuration(start, "P1D", zone))).toBe(iso(momentOf(wall(start, zone) - day, zone)));
      }
  });

  test.each(zones)("%s: a time of day comes once on every local date", (zone) => {
    for (const change of transitions(zone))
      for (const time of ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "09:00", "23:30"]) {
        const date = Math.floor(wall(change, zone) / day) * day;
        const [hours = 0, minutes = 0] = time.split(":").map(Number);
        let now = momentOf(date - 3 * day + hours * hour + minutes * minute, zone);
        for (let i = -2; i <= 3; i++) {
          now = nextTimeOfDay(now, time, undefined, zone);
          expect(iso(now)).toBe(iso(momentOf(date + i * day + hours * hour + minutes * minute, zone)));
        }
      }
  });
});

test("anywhere else in these years the same rules hold", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at("2026-01-01") / minute, max: at("2031-01-01") / minute }),
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 60 }),
      (minutes, zone, days) => {
        const start = minutes * minute;
        expect(iso(addDuration(start, `P${days}D`, zone))).toBe(iso(momentOf(wall(start, zone) + days * day, zone)));
        expect(iso(subtractDuration(start, `P${days}D`, zone))).toBe(
          iso(momentOf(wall(start, zone) - days * day, zone)),
        );
        const today = Math.floor(wall(start, zone) / day) * day;
        const nine = [today, today + day]
          .map((date) => momentOf(date + 9 * hour, zone))
          .find((moment) => moment > start);
        expect(nextTimeOfDay(start, "09:00", undefined, zone)).toBe(nine);
      },
    ),
    { numRuns: 1_000 },
  );
});

describe("nextTimeOfDay", () => {
  test("is strictly later, so nobody leaves two such waits in a row at once", () => {
    expect(iso(nextTimeOfDay(at("2026-03-02T09:00:00Z"), "09:00", undefined, "UTC"))).toBe("2026-03-03T09:00:00.000Z");
    expect(iso(nextTimeOfDay(at("2026-03-02T08:59:59.999Z"), "09:00", undefined, "UTC"))).toBe(
      "2026-03-02T09:00:00.000Z",
    );
  });

  test("falls on one of the weekdays, as the person's calendar counts them", () => {
    // Monday 09:00 in Auckland is still Sunday in UTC.
    expect(iso(nextTimeOfDay(at("2026-06-05T12:00:00Z"), "09:00", ["mon"], "Pacific/Auckland"))).toBe(
      "2026-06-07T21:00:00.000Z",
    );
    fc.assert(
      fc.property(
        fc.integer({ min: at("2026-01-01"), max: at("2031-01-01") }),
        fc.subarray([...weekdayNames], { minLength: 1 }),
        fc.constantFrom(...zones),
        (after, weekdays: Weekday[], zone) => {
          const next = nextTimeOfDay(after, "12:00", weekdays, zone);
          const name = new Intl.DateTimeFormat("en", { timeZone: zone, weekday: "short" }).format(next).toLowerCase();
          expect(weekdays).toContain(name);
          expect(next > after && next - after <= 7 * day + 2 * hour).toBe(true);
        },
      ),
    );
  });
});

describe("durations", () => {
  test("months are calendar months and end on the last day when there is no such day", () => {
    expect(iso(addDuration(at("2026-01-31T10:00:00Z"), "P1M", "UTC"))).toBe("2026-02-28T10:00:00.000Z");
    expect(iso(addDuration(at("2028-02-29T10:00:00Z"), "P1Y", "UTC"))).toBe("2029-02-28T10:00:00.000Z");
  });

  test("weeks, days and hours add up the same in any order of writing the zone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("2026-01-01"), max: at("2031-01-01") }),
        fc.nat(20),
        fc.nat(100),
        (start, days, hours) => {
          expect(addDuration(start, `P${days}DT${hours}H`, "UTC")).toBe(start + days * day + hours * hour);
          expect(addDuration(start, `P${days}DT${hours}H`, "Etc/UTC")).toBe(start + days * day + hours * hour);
        },
      ),
    );
  });

  test("a later start never ends earlier", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("2026-01-01"), max: at("2031-01-01") }),
        fc.nat(3 * day),
        fc.constantFrom("PT1H", "P1D", "P1W"),
        fc.constantFrom(...zones),
        (start, gap, duration, zone) => {
          const slack = 2 * hour; // a gap or a doubled hour in between
          expect(addDuration(start + gap, duration, zone) + slack).toBeGreaterThanOrEqual(
            addDuration(start, duration, zone),
          );
        },
      ),
    );
  });

  test("windows are counted in UTC whatever the zone of the machine", () => {
    expect(iso(windowStart(at("2026-03-29T12:00:00Z"), "P1D"))).toBe("2026-03-28T12:00:00.000Z");
  });

  test("a malformed one is a bug of the caller", () => {
    expect(() => addDuration(0, "1 day", "UTC")).toThrow(RangeError);
  });
});

describe("localInstant", () => {
  test("reads a date or time as clocks of the zone show it", () => {
    expect(iso(localInstant("2026-03-29T02:30", "Europe/Berlin") ?? 0)).toBe("2026-03-29T01:30:00.000Z");
    expect(iso(localInstant("2026-10-25T02:30", "Europe/Berlin") ?? 0)).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(localInstant("2026-05-01", "America/New_York") ?? 0)).toBe("2026-05-01T04:00:00.000Z");
    expect(localInstant("soon", "UTC")).toBeUndefined();
  });
});

test("only names of zones are zones", () => {
  for (const zone of zones) expect(isTimeZone(zone)).toBe(true);
  for (const zone of ["", "+02:00", "Mars/Olympus", "Europe/Berlin; drop table", "x".repeat(500)])
    expect(isTimeZone(zone)).toBe(false);
});
