import { type DurationParts, parseDuration } from "./duration";

const units = [
  "years",
  "months",
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
] as const satisfies readonly (keyof DurationParts)[];

/** "2 days", "1 hour 30 minutes". The text itself when it is no duration, "no time" when it is zero. */
export function describeDuration(duration: string): string {
  const parts = parseDuration(duration);
  if (!parts) return duration;
  const words = units
    .filter((unit) => parts[unit] > 0)
    .map((unit) => `${parts[unit]} ${parts[unit] === 1 ? unit.slice(0, -1) : unit}`);
  return words.length > 0 ? words.join(" ") : "no time";
}
