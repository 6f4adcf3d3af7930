"use client";

import dynamic from "next/dynamic";
import { ChartFigure } from "@/components/charts/chart-figure";
import { formatDayFull } from "@/components/charts/format-day";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyReport } from "@/lib/api/schemas/report";
import { reportSeries } from "./report-series";

const TimeSeries = dynamic(() => import("@/components/charts/time-series").then((m) => m.TimeSeries), {
  loading: () => <Skeleton className="h-64 w-full" />,
});

export type ReportTrendProps = { report: JourneyReport; range: { from?: string; to?: string }; fileName: string };

/** Day by day, with a mark where a version was published. */
export function ReportTrend({ report, range, fileName }: ReportTrendProps) {
  const { days, series } = reportSeries(report, range);
  const marks = report.versions.map(({ number, published_at }) => ({
    day: published_at.slice(0, 10),
    label: `v${number}`,
  }));
  return (
    <ChartFigure
      title="Day by day"
      fileName={fileName}
      table={{
        header: ["Day", ...series.map((one) => one.label)],
        rows: days.map((day, i) => [formatDayFull(day), ...series.map((one) => one.values[i] ?? 0)]),
      }}
      empty={days.length === 0 ? <p className="text-muted-foreground">No days yet.</p> : undefined}
    >
      <TimeSeries label="People day by day" days={days} series={series} marks={marks} />
    </ChartFigure>
  );
}
