import type { Instant } from "./facts";
import type { Json } from "./json";

/**
 * What counts as a date in conditions: an ISO text (`2026-05-01`, `2026-05-01T09:30`, `…:00.123Z`, `…+02:00`; without an
 * offset it is UTC) or an epoch number, in seconds below 10^11 and milliseconds from there (fractions cut). lib/audience/condition-sql.ts
 * reads the same texts with the same pattern: change both together.
 */
export const INSTANT_PATTERN =
  "^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:[.]([0-9]{1,9}))?)?(?:Z|([+-])([01][0-9]|2[0-3]):?([0-5][0-9]))?)?$";
const pattern = new RegExp(INSTANT_PATTERN);

export const EPOCH_SECONDS_BELOW = 100_000_000_000;
/** The furthest moment a JavaScript date can hold, in either direction. */
export const INSTANT_MAX = 8_640_000_000_000_000;

/** The moment a value stands for; undefined when it stands for none (other types, 30 February, year 0). */
export function parseInstant(value: Json | undefined): Instant | undefined {
  if (typeof value === "number") return instantFromEpoch(value);
  if (typeof value !== "string") return undefined;
  const m = pattern.exec(value);
  if (!m) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", sign, oh, om] = m;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (Number(year) === 0 || date.getUTCDate() !== Number(day)) return undefined;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const offsetMs = sign ? (sign === "-" ? -1 : 1) * (Number(oh) * 60 + Number(om)) * 60_000 : 0;
  return date.getTime() + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1_000 + ms - offsetMs;
}

function instantFromEpoch(value: number): Instant | undefined {
  const ms = Math.abs(value) < EPOCH_SECONDS_BELOW ? Math.floor(value) * 1_000 : Math.floor(value);
  return Math.abs(ms) <= INSTANT_MAX ? ms : undefined;
}

/** True when the text names a place on the clock of the reader: no offset, so a zone has to be chosen. */
export function isLocalText(value: string): boolean {
  return pattern.test(value) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(value.slice(10));
}
