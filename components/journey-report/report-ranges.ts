export type RangeChoice = "7" | "30" | "90" | "all";

const DAY_MS = 86_400_000;

export const rangeLabels: Record<RangeChoice, string> = {
  "7": "7 days",
  "30": "30 days",
  "90": "90 days",
  all: "All time",
};

/** The first and last day of a choice, both included, as UTC days ending with the day of `now` (ms); open-ended for "all". */
export function rangeOf(choice: RangeChoice, now: number): { from?: string; to?: string } {
  if (choice === "all") return {};
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(now - (Number(choice) - 1) * DAY_MS), to: day(now) };
}

/** Every day from the first to the last, both included. At most ten years. */
export function daysBetween(first: string, last: string): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  const count = Math.min(3660, Math.round((Date.parse(`${last}T00:00:00Z`) - start) / DAY_MS) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => new Date(start + i * DAY_MS).toISOString().slice(0, 10));
}
