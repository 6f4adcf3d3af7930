import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { localTime } from "./local-time";
import { weekdayNames } from "./time";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Pacific/Apia",
];

test.each(zones)("%s: shows what the calendar says around every change of the clocks from 2026 to 2030", (zone) => {
  const end = Temporal.Instant.from("2031-01-01T00:00Z").epochMilliseconds;
  let at = Temporal.Instant.from("2026-01-01T00:00Z").toZonedDateTimeISO(zone);
  for (;;) {
    for (let minutes = -200; minutes <= 200; minutes += 5) {
      const moment = at.add({ minutes });
      expect(localTime(moment.epochMilliseconds, zone)).toEqual({
        date: moment.toPlainDate().toString(),
        weekday: weekdayNames[moment.dayOfWeek - 1],
        hour: moment.hour,
        minuteOfDay: moment.hour * 60 + moment.minute,
      });
    }
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > end) return;
    at = next;
  }
});
