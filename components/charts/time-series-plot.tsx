import { area, curveMonotoneX, line } from "d3-shape";
import { countAxis, labelledPoints } from "./chart-scales";
import { formatDay } from "./format-day";
import { formatShort } from "./format-number";
import { pointPosition } from "./point-position";

export type Series = {
  key: string;
  label: string;
  colour: string;
  values: readonly number[] /** tint below the line */;
  filled?: boolean;
};
export type TimeSeriesData = {
  days: readonly string[];
  series: readonly Series[] /** days with a vertical mark, e.g. publishes */;
  marks?: readonly { day: string; label: string }[];
};

const LABELS_MAX = 5;

/** The picture alone. Lines are stretched by the browser, words are HTML: sharp at any width and complete in the server's answer. */
export function TimeSeriesPlot({ days, series, marks = [] }: TimeSeriesData) {
  const axis = countAxis(Math.max(0, ...series.flatMap((one) => one.values)));
  const x = (_: number, i: number) => pointPosition(i, days.length) * 100;
  const y = (value: number) => 100 - (value / axis.max) * 100;
  return (
    <div className="relative h-full w-full" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <div
          key={tick}
          className="absolute inset-x-0 h-0 border-border border-t border-dashed"
          style={{ top: `${y(tick)}%` }}
        >
          <span className="absolute right-full -translate-y-1/2 pr-2 text-[0.6875rem] text-muted-foreground tabular-nums">
            {formatShort(tick)}
          </span>
        </div>
      ))}
      {marks.map((mark) => {
        const at = days.indexOf(mark.day);
        return at < 0 ? null : (
          <div
            key={`${mark.day} ${mark.label}`}
            className="absolute inset-y-0 w-0 border-muted-foreground/60 border-l border-dotted"
            style={{ left: `${pointPosition(at, days.length) * 100}%` }}
          >
            <span className="absolute -top-4 -translate-x-1/2 whitespace-nowrap text-[0.625rem] text-muted-foreground">
              {mark.label}
            </span>
          </div>
        );
      })}
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full overflow-visible"
        aria-hidden="true"
      >
        {series.map((one) =>
          one.filled ? (
            <path
              key={one.key}
              d={area<number>(x, 100, y).curve(curveMonotoneX)([...one.values]) ?? ""}
              fill={one.colour}
              opacity={0.1}
            />
          ) : null,
        )}
        {series.map((one) => (
          <path
            key={one.key}
            d={line<number>(x, y).curve(curveMonotoneX)([...one.values]) ?? ""}
            fill="none"
            stroke={one.colour}
            strokeWidth={2}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {labelledPoints(days.length, LABELS_MAX).map((i) => (
        <span
          key={days[i]}
          className="absolute top-full -translate-x-1/2 whitespace-nowrap pt-2 text-[0.6875rem] text-muted-foreground last:-translate-x-full"
          style={{ left: `${pointPosition(i, days.length) * 100}%` }}
        >
          {formatDay(days[i] ?? "")}
        </span>
      ))}
    </div>
  );
}
