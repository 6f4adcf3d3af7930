/**
 * The five fields of cron, over local time: minute, hour, day of month, month, weekday (0 and 7 are Sunday). `*`, lists, ranges, steps and
 * English short names. As in cron itself, a day of month and a weekday that are both given are alternatives.
 */
export type Cron = {
  minutes: readonly number[];
  hours: readonly number[];
  /** whether a date counts; weekday 1 is Monday, 7 Sunday */
  isDay: (date: { month: number; day: number; dayOfWeek: number }) => boolean;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function numberOf(text: string, names: readonly string[], offset: number): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + offset;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

/** The numbers of one field; undefined when it is none. */
function parseField(
  text: string,
  min: number,
  max: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", stepText, extra] = part.split("/");
    const step = stepText === undefined ? 1 : numberOf(stepText, [], 0);
    const [fromText = "", toText, more] = range === "*" ? [String(min), String(max)] : range.split("-");
    const from = numberOf(fromText, names, min === 1 ? 1 : 0);
    const to =
      toText === undefined ? (stepText === undefined ? from : max) : numberOf(toText, names, min === 1 ? 1 : 0);
    const valid = extra === undefined && more === undefined && step >= 1 && from >= min && to <= max && from <= to;
    if (!valid) return undefined;
    for (let n = from; n <= to; n += step) found.add(n);
  }
  return found;
}

/** Parses a cron expression; undefined when it is none. */
export function parseCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minuteText = "", hourText = "", dayText = "", monthText = "", weekdayText = ""] = fields;
  const minutes = parseField(minuteText, 0, 59);
  const hours = parseField(hourText, 0, 23);
  const daysOfMonth = parseField(dayText, 1, 31);
  const monthsOfYear = parseField(monthText, 1, 12, months);
  const weekdays = parseField(weekdayText, 0, 7, days);
  if (!minutes || !hours || !daysOfMonth || !monthsOfYear || !weekdays) return undefined;
  const isWeekday = (dayOfWeek: number) => weekdays.has(dayOfWeek) || (dayOfWeek === 7 && weekdays.has(0));
  const either = dayText !== "*" && weekdayText !== "*";
  const ascending = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);
  return {
    minutes: ascending(minutes),
    hours: ascending(hours),
    isDay: ({ month, day, dayOfWeek }) => {
      if (!monthsOfYear.has(month)) return false;
      return either ? daysOfMonth.has(day) || isWeekday(dayOfWeek) : daysOfMonth.has(day) && isWeekday(dayOfWeek);
    },
  };
}
