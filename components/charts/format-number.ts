const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** 1204 → "1,204" */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** 1204 → "1.2K": for axes, where there is no room. */
export function formatShort(value: number): string {
  return Math.abs(value) < 1000 ? whole.format(value) : short.format(value);
}

/** 0.4381 → "43.8 %"; a share of nothing is "–", never NaN. */
export function formatShare(part: number, total: number): string {
  if (total <= 0) return "–";
  const percent = (part / total) * 100;
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(1)} %`;
}

/** How a figure moved from `before` to `now`: "+12 %", "−43.8 %", "no change", "new" when there was nothing before. */
export function formatChange(now: number, before: number): string {
  if (now === before) return "no change";
  if (before === 0) return "new";
  const percent = ((now - before) / before) * 100;
  const size = Math.abs(percent);
  return `${percent < 0 ? "−" : "+"}${size >= 10 ? Math.round(size) : size.toFixed(1)} %`;
}
