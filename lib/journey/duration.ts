import * as z from "zod";

/**
 * ISO-8601 durations (`P1DT2H`, `P2W`, `PT30M`). Kept as text: days, weeks, months are calendar units whose length depends
 * on the zone they are added in (RELIABILITY promise 15), so they are resolved by lib/journey/time.ts, not here.
 */
const PATTERN =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

export type DurationParts = {
  years: number;
  months: number;
  weeks: number;
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
};

/** Parses an ISO-8601 duration; undefined when it is none, negative, or longer than ten years. */
export function parseDuration(text: string): DurationParts | undefined {
  const m = PATTERN.exec(text);
  if (!m) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = m
    .slice(1)
    .map((v) => Number(v ?? 0));
  const parts = { years, months, weeks, days, hours, minutes, seconds };
  return approximateDurationMs(parts) <= TEN_YEARS_MS ? parts : undefined;
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const TEN_YEARS_MS = 3_660 * DAY;

/** Milliseconds with every day 24 h, month 30 d, year 365 d: for comparing and sorting, never for due times. */
export function approximateDurationMs(p: DurationParts): number {
  return (
    (p.years * 365 + p.months * 30 + p.weeks * 7 + p.days) * DAY +
    p.hours * 3_600 * SECOND +
    p.minutes * 60 * SECOND +
    Math.round(p.seconds * SECOND)
  );
}

export const durationSchema = z
  .string()
  .max(64)
  .refine((v) => parseDuration(v) !== undefined, "an ISO-8601 duration such as PT1H or P2D, at most ten years");
