import { type DurationParts, parseDuration } from "@/lib/journey/duration";

/** The duration editor's model: an ISO-8601 duration as rows of "2 days", largest unit first. Years become months when typed by us. */
export const durationUnits = ["months", "weeks", "days", "hours", "minutes", "seconds"] as const;
export type DurationUnit = (typeof durationUnits)[number];
export type DurationRow = { amount: number; unit: DurationUnit };

/** Rows of a stored duration, one for each unit it names. A zero duration is one row of zero minutes; undefined when the text is none. */
export function rowsFromIso(iso: string): DurationRow[] | undefined {
  const parts = parseDuration(iso);
  if (!parts) return undefined;
  const months = parts.years * 12 + parts.months;
  const whole: Record<DurationUnit, number> = { ...parts, months };
  const rows = durationUnits.flatMap((unit) => (whole[unit] > 0 ? [{ amount: whole[unit], unit }] : []));
  return rows.length > 0 ? rows : [{ amount: 0, unit: smallestNamed(iso) }];
}

function smallestNamed(iso: string): DurationUnit {
  if (iso.endsWith("D")) return "days";
  if (iso.endsWith("W")) return "weeks";
  if (iso.endsWith("H")) return "hours";
  if (iso.endsWith("S")) return "seconds";
  return "minutes";
}

/** Rows as ISO-8601. Rows of the same unit are added; a day stays a day and never becomes 24 hours. */
export function isoFromRows(rows: readonly DurationRow[]): string {
  const sum: DurationParts = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };
  for (const row of rows) sum[row.unit] += row.amount;
  const date = [letter(sum.months, "M"), letter(sum.weeks, "W"), letter(sum.days, "D")].join("");
  const time = [letter(sum.hours, "H"), letter(sum.minutes, "M"), letter(sum.seconds, "S")].join("");
  if (date === "" && time === "") return rows[0] ? zero(rows[0].unit) : "PT0M";
  return `P${date}${time === "" ? "" : `T${time}`}`;
}

function letter(amount: number, unit: string): string {
  return amount > 0 ? `${amount}${unit}` : "";
}

function zero(unit: DurationUnit): string {
  const inDate = unit === "months" || unit === "weeks" || unit === "days";
  return `P${inDate ? "" : "T"}0${unit === "minutes" || unit === "months" ? "M" : unit.slice(0, 1).toUpperCase()}`;
}

/** The unit to offer for a further row: the next smaller one than the last. */
export function nextUnit(rows: readonly DurationRow[]): DurationUnit | undefined {
  const last = rows.at(-1);
  if (!last) return "days";
  return durationUnits[durationUnits.indexOf(last.unit) + 1];
}
