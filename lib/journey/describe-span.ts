const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** A length of time in its two largest units: "1 day 2 hours". `ms` below a second is "no time". */
export function describeSpan(ms: number): string {
  const words: string[] = [];
  let rest = ms;
  for (const [unit, size] of UNITS) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) words.push(`${n} ${unit}${n === 1 ? "" : "s"}`);
    if (words.length > 0 && (words.length === 2 || n === 0)) break;
  }
  return words.join(" ") || "no time";
}
