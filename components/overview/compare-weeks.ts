export type WeekFigure = { now: number; before: number; trend: number[] };

const WEEK = 7;

/** The sum of the last seven days beside that of the seven before, with the last fourteen days as a trend (oldest first). */
export function compareWeeks(days: readonly number[]): WeekFigure {
  const sum = (part: readonly number[]) => part.reduce((total, n) => total + n, 0);
  return {
    now: sum(days.slice(-WEEK)),
    before: sum(days.slice(-2 * WEEK, -WEEK)),
    trend: days.slice(-2 * WEEK),
  };
}

/** The same for a share: opened of sent. Days without a denominator count nothing; the trend has the daily share in percent. */
export function compareShares(parts: readonly number[], totals: readonly number[]): WeekFigure {
  const part = compareWeeks(parts);
  const total = compareWeeks(totals);
  const share = (a: number, b: number) => (b === 0 ? 0 : (a / b) * 100);
  return {
    now: share(part.now, total.now),
    before: share(part.before, total.before),
    trend: part.trend.map((n, i) => share(n, total.trend[i] ?? 0)),
  };
}
