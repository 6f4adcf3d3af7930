import { approximateDurationMs, parseDuration } from "./duration";

/**
 * Length of a window of weeks, days, hours, minutes and seconds, in ms: a day is 24 hours. Undefined for what has no fixed length
 * (months, years), is nothing, or is no duration.
 */
export function exactWindowMs(duration: string | undefined): number | undefined {
  const parts = duration === undefined ? undefined : parseDuration(duration);
  if (!parts || parts.years > 0 || parts.months > 0) return undefined;
  return approximateDurationMs(parts) || undefined;
}
