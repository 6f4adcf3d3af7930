import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount, formatShare } from "./format-number";

export type FunnelStep = {
  id: string;
  label: ReactNode;
  /** how many came here */
  count: number;
  colour?: string;
  /** how many of those went no further: said as a share of this step */
  lost?: number;
  /** a quieter word behind the name ("waiting 12") */
  note?: ReactNode;
};

/** Steps one under the other, each as long as its share of the largest, with what was lost at it. */
export function FunnelBars({
  steps,
  compact,
}: {
  steps: readonly FunnelStep[] /** thin bars, no shares */;
  compact?: boolean;
}) {
  const largest = Math.max(1, ...steps.map((step) => step.count));
  const first = steps[0]?.count ?? 0;
  return (
    <ol className={cn("flex flex-col", compact ? "gap-1.5" : "gap-3")}>
      {steps.map((step) => {
        const loss = step.lost ? `−${formatShare(step.lost, step.count)}` : undefined;
        return (
          <li key={step.id} className="flex flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3 text-[0.8125rem]">
              <span className="min-w-0 truncate">
                {step.label}
                {step.note ? <span className="ml-2 text-muted-foreground text-xs">{step.note}</span> : null}
              </span>
              <span className="shrink-0 tabular-nums">
                {loss ? <span className="mr-3 text-danger-text text-xs">{loss} here</span> : null}
                <span className="font-medium">{formatCount(step.count)}</span>
                {compact ? null : (
                  <span className="ml-2 inline-block w-14 text-right text-muted-foreground text-xs">
                    {formatShare(step.count, first)}
                  </span>
                )}
              </span>
            </div>
            <div className={cn("overflow-hidden rounded-full bg-muted", compact ? "h-1.5" : "h-2.5")}>
              <div
                className="h-full rounded-full"
                style={{ width: `${(step.count / largest) * 100}%`, background: step.colour ?? "var(--chart-1)" }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
