const steps: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number, until: number][] = [
  ["minute", 60_000, 60 * 60_000],
  ["hour", 60 * 60_000, 24 * 60 * 60_000],
  ["day", 24 * 60 * 60_000, 30 * 24 * 60 * 60_000],
  ["month", 30.44 * 24 * 60 * 60_000, 365 * 24 * 60 * 60_000],
  ["year", 365.25 * 24 * 60 * 60_000, Number.POSITIVE_INFINITY],
];

/** "just now", "5 min. ago", "in 2 days". Both in ms since the epoch. */
export function formatRelative(at: number, now: number): string {
  const difference = at - now;
  if (Math.abs(difference) < 45_000) return "just now";
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  for (const [unit, ms, until] of steps) {
    if (Math.abs(difference) < until) {
      const amount = Math.round(difference / ms);
      return format.format(amount === 0 ? Math.sign(difference) : amount, unit);
    }
  }
  return "";
}
