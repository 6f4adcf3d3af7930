const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** "2026-11-21" → "21 Nov". A day is a day: no time zone moves it. */
export function formatDay(isoDay: string): string {
  return day.format(Date.parse(`${isoDay.slice(0, 10)}T00:00:00Z`));
}

/** "2026-11-21" → "Sat, 21 Nov 2026" */
export function formatDayFull(isoDay: string): string {
  return full.format(Date.parse(`${isoDay.slice(0, 10)}T00:00:00Z`));
}
