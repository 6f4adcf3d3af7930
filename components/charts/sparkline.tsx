import { cn } from "@/components/ui/cn";
import { pointPosition } from "./point-position";

const WIDTH = 100;
const HEIGHT = 28;
const EDGE = 2;

export type SparklineProps = { values: readonly number[]; colour?: string; className?: string };

/** A trend without axes, beside the figure that it belongs to; decorative, the figure says the rest. */
export function Sparkline({ values, colour = "var(--chart-1)", className }: SparklineProps) {
  if (values.length < 2) return null;
  const max = Math.max(1, ...values);
  const points = values.map((value, i) => {
    const x = pointPosition(i, values.length) * WIDTH;
    const y = HEIGHT - EDGE - (value / max) * (HEIGHT - 2 * EDGE);
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cn("h-10 w-full overflow-visible", className)}
    >
      <polygon points={`0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}`} fill={colour} opacity={0.12} />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={colour}
        strokeWidth={1.75}
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
