import type { Series } from "@/components/charts/time-series-plot";
import type { JourneyReport } from "@/lib/api/schemas/report";
import { daysBetween } from "./report-ranges";

type Line = JourneyReport["series"][number];

/**
 * The report's days without gaps: a day that nothing happened on counts nothing, and as many people stand in the journey as on the
 * day before.
 */
export function reportSeries(
  report: JourneyReport,
  range: { from?: string; to?: string },
): { days: string[]; series: Series[] } {
  const [first, last] = [range.from ?? report.series[0]?.day, range.to ?? report.series.at(-1)?.day];
  if (first === undefined || last === undefined) return { days: [], series: [] };
  const days = daysBetween(first, last);
  const byDay = new Map(report.series.map((line) => [line.day, line]));
  const counts = (pick: (line: Line) => number) => days.map((day) => pickFrom(byDay.get(day), pick));
  return {
    days,
    series: [
      { key: "active", label: "In it", colour: "var(--chart-1)", values: carryActive(days, byDay), filled: true },
      { key: "entered", label: "Entered", colour: "var(--chart-2)", values: counts((line) => line.entered) },
      { key: "completed", label: "Finished", colour: "var(--chart-3)", values: counts((line) => line.completed) },
    ],
  };
}

function pickFrom(line: Line | undefined, pick: (line: Line) => number): number {
  return line === undefined ? 0 : pick(line);
}

function carryActive(days: readonly string[], byDay: ReadonlyMap<string, Line>): number[] {
  let active = 0;
  return days.map((day) => {
    active = byDay.get(day)?.active ?? active;
    return active;
  });
}
