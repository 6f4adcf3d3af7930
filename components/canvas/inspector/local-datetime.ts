import { localTime } from "@/lib/journey/local-time";
import { localInstant } from "@/lib/journey/time";

/**
 * The value of `<input type="datetime-local">` for a stored date and time. A stored text without a zone is a local time
 * already; one with a zone is shown as clocks in `zone` show it.
 */
export function localDatetimeFrom(stored: string, zone: string): string {
  if (!hasZone(stored)) return stored.slice(0, 16);
  const at = Date.parse(stored);
  if (Number.isNaN(at)) return "";
  const { date, hour, minuteOfDay } = localTime(at, zone);
  return `${date}T${twoDigits(hour)}:${twoDigits(minuteOfDay % 60)}`;
}

/**
 * What to store for a time typed as clocks in `zone` show it: a moment when the stored value was one, else as typed; undefined when
 * emptied or no such time.
 */
export function storedDatetimeFrom(typed: string, before: string, zone: string): string | undefined {
  if (typed === "") return undefined;
  if (!hasZone(before)) return typed;
  const at = localInstant(typed, zone);
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Whether a stored date and time is a moment, and no local time of wherever it is read. */
export function hasZone(text: string): boolean {
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text);
}

const twoDigits = (count: number) => String(count).padStart(2, "0");
