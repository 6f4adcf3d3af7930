import type { BacktestResource } from "@/lib/api/schemas/backtest";

const DAY_MS = 86_400_000;

/** Every day of the time looked at, in order, with its entries and mails; days on which nothing happened are zero. */
export function backtestDays({ from, until, figures }: Pick<BacktestResource, "from" | "until" | "figures">) {
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  const last = Date.parse(`${until.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, i) => {
    const day = new Date(first + i * DAY_MS).toISOString().slice(0, 10);
    return { day, entries: figures.days[day]?.entries ?? 0, mails: figures.days[day]?.mails ?? 0 };
  });
}
