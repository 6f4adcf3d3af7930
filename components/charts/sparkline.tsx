import { area, curveMonotoneX, line } from "d3-shape";
import { cn } from "@/components/ui/cn";
import { pointPosition } from "./chart-scales";

const WIDTH = 100;
const HEIGHT = 28;

/** A trend without axes, beside the figure that it belongs to; decorative, the figure says the rest. */
export function Sparkline({
  values,
  colour = "var(--chart-1)",
  className,
}: {
  values: readonly number[];
  colour?: string;
  className?: string;
}) {
  if (values.length < 2) return null;
  const max = Math.max(1, ...values);
  const x = (_: number, i: number) => pointPosition(i, values.length) * WIDTH;
  const y = (value: number) => HEIGHT - 2 - (value / max) * (HEIGHT - 4);
  const stroke = line<number>(x, y).curve(curveMonotoneX)([...values]) ?? "";
  const fill = area<number>(x, HEIGHT, y).curve(curveMonotoneX)([...values]) ?? "";
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={cn("h-10 w-full overflow-visible", className)}
    >
      <path d={fill} fill={colour} opacity={0.12} />
      <path
        d={stroke}
        fill="none"
        stroke={colour}
        strokeWidth={1.75}
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  );
}
