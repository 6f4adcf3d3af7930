"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { nearestPoint } from "./chart-scales";
import { formatDayFull } from "./format-day";
import { formatCount } from "./format-number";
import { pointPosition } from "./point-position";
import { type TimeSeriesData, TimeSeriesPlot } from "./time-series-plot";

/** Lines over days. The pointer or the arrow keys move a crosshair that reads out the day. `label` names the chart. */
export function TimeSeries({ label, ...data }: TimeSeriesData & { label: string }) {
  const [at, setAt] = useState<number>();
  const last = data.days.length - 1;
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(nearestPoint((event.clientX - box.left) / box.width, data.days.length));
  };
  const step = (event: KeyboardEvent) => {
    const next = keyTarget(event.key, at ?? last + 1, last);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <figure className="flex flex-col gap-4" aria-label={label}>
      <Legend series={data.series} />
      <div className="h-56 pt-3 pr-2 pb-7 pl-10">
        <div
          role="slider"
          tabIndex={0}
          aria-label={`${label}: day`}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={at ?? last}
          aria-valuetext={readout(data, at ?? last)}
          className="relative h-full touch-pan-y rounded-sm outline-offset-4"
          onPointerMove={follow}
          onPointerDown={follow}
          onPointerLeave={() => setAt(undefined)}
          onKeyDown={step}
          onBlur={() => setAt(undefined)}
        >
          <TimeSeriesPlot {...data} />
          {at === undefined ? null : <Crosshair data={data} at={at} />}
        </div>
      </div>
    </figure>
  );
}

function keyTarget(key: string, at: number, last: number): number | undefined {
  if (key === "ArrowLeft") return Math.max(0, at - 1);
  if (key === "ArrowRight") return Math.min(last, at + 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return undefined;
}

function readout({ days, series }: TimeSeriesData, at: number): string {
  const day = days[at];
  if (day === undefined) return "no days";
  return `${formatDayFull(day)}: ${series.map((one) => `${one.label} ${formatCount(one.values[at] ?? 0)}`).join(", ")}`;
}

function Legend({ series }: Pick<TimeSeriesData, "series">) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
      {series.map((one) => (
        <li key={one.key} className="flex items-center gap-2">
          <span aria-hidden="true" className="h-0.5 w-4 rounded-full" style={{ background: one.colour }} />
          {one.label}
        </li>
      ))}
    </ul>
  );
}

function Crosshair({ data, at }: { data: TimeSeriesData; at: number }) {
  const left = pointPosition(at, data.days.length) * 100;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 w-px bg-foreground/40"
      style={{ left: `${left}%` }}
    >
      <div
        className="absolute top-0 z-10 flex w-max flex-col gap-1 rounded-lg border border-border bg-popover px-3 py-2 text-xs shadow-md"
        style={left > 60 ? { right: "0.75rem" } : { left: "0.75rem" }}
      >
        <span className="font-medium">{formatDayFull(data.days[at] ?? "")}</span>
        {data.series.map((one) => (
          <span key={one.key} className="flex items-center justify-between gap-4">
            <span className="flex items-center gap-1.5 text-muted-foreground">
              <span className="size-2 rounded-full" style={{ background: one.colour }} />
              {one.label}
            </span>
            <span className="font-medium tabular-nums">{formatCount(one.values[at] ?? 0)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
