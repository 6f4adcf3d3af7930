import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Instant } from "./facts";
import { nextOpening, type OpenHours } from "./open-hours";
import { weekdayNames } from "./time";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "America/Nuuk",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Africa/Cairo",
];
const everyDay = (from: string, to: string): OpenHours =>
  Object.fromEntries(weekdayNames.map((day) => [day, [{ from, to }]]));
const rules: [string, OpenHours][] = [
  ["office hours", everyDay("09:00", "17:00")],
  ["over the gap", everyDay("01:30", "03:30")],
  ["inside the gap", everyDay("02:15", "02:45")],
  ["around midnight", everyDay("00:00", "00:30")],
  ["until midnight", everyDay("23:00", "24:00")],
  ["Sundays", { sun: [{ from: "00:30", to: "02:30" }] }],
];

const STEP_MS = 300_000;
const HOUR_MS = 3_600_000;
/** What the wall clock shows every five minutes from 31 hours before a change until eight days after it. */
type Wall = { at: Instant; day: (typeof weekdayNames)[number]; clock: string };

function wallAround(change: Instant, zone: string): Wall[] {
  return Array.from({ length: 12 * (31 + 8 * 24) }, (_, i) => {
    const at = change - 31 * HOUR_MS + i * STEP_MS;
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const clock = `${String(local.hour).padStart(2, "0")}:${String(local.minute).padStart(2, "0")}`;
    return { at, day: weekdayNames[local.dayOfWeek - 1] ?? "mon", clock };
  });
}

const isOpen = ({ day, clock }: Wall, hours: OpenHours) =>
  Boolean(hours[day]?.some(({ from, to }) => from <= clock && clock < to));

function changesOfClocks(zone: string): Instant[] {
  const end = Temporal.Instant.from("2031-01-01T00:00Z").epochMilliseconds;
  const changes: Instant[] = [];
  let at = Temporal.Instant.from("2026-01-01T00:00Z").toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  while (at && at.epochMilliseconds < end) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition("next");
  }
  return changes;
}

describe.each(zones)("%s", (zone) => {
  test("opens when the wall clock says so, around every change of the clocks from 2026 to 2030", () => {
    const changes = changesOfClocks(zone);
    expect(changes.length).toBeGreaterThan(2);
    for (const change of changes) {
      const wall = wallAround(change, zone);
      for (const [name, hours] of rules)
        for (const hour of [-30, -4, -1, 0, 1, 26]) {
          const at = change + hour * HOUR_MS + 600_000;
          const place = wall.findIndex((w) => w.at >= at && isOpen(w, hours));
          const end = wall.findIndex((w, i) => i > place && !isOpen(w, hours));
          const opening = nextOpening(at, hours, new Set(), zone);
          const shown = opening && [new Date(opening.from), opening.until <= (wall[end]?.at ?? 0)];
          expect([name, new Date(at), shown]).toEqual([name, new Date(at), [new Date(wall[place]?.at ?? 0), true]]);
        }
    }
  }, 20_000);
});

describe("holidays", () => {
  const at = Date.parse("2026-12-24T18:00:00Z");
  const open = (holidays: string[]) => nextOpening(at, everyDay("09:00", "17:00"), new Set(holidays), "UTC")?.from;

  test("a date, or the same day of every year, is closed", () => {
    expect(open([])).toBe(Date.parse("2026-12-25T09:00:00Z"));
    expect(open(["2026-12-25"])).toBe(Date.parse("2026-12-26T09:00:00Z"));
    expect(open(["12-25", "12-26"])).toBe(Date.parse("2026-12-27T09:00:00Z"));
  });

  test("never open is told, not searched for ever", () => {
    expect(nextOpening(at, {}, new Set(), "Europe/Berlin")).toBeUndefined();
  });
});

test("two spans a day: closed at noon", () => {
  const hours: OpenHours = {
    mon: [
      { from: "09:00", to: "12:00" },
      { from: "13:00", to: "17:00" },
    ],
  };
  const at = Date.parse("2026-03-02T12:30:00Z");
  expect(nextOpening(at, hours, new Set(), "UTC")).toEqual({
    from: Date.parse("2026-03-02T13:00:00Z"),
    until: Date.parse("2026-03-02T17:00:00Z"),
  });
});
