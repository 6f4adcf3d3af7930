import { ChartFigure } from "@/components/charts/chart-figure";
import { FunnelBars } from "@/components/charts/funnel-bars";
import type { JourneyReport } from "@/lib/api/schemas/report";
import { exitReasons } from "./list-exit-reasons";
import type { ReportStep } from "./report-steps";

export type ExitReasonsProps = { steps: readonly ReportStep[]; report: JourneyReport; fileName: string };

/** Where and how people left before the end. */
export function ExitReasons({ steps, report, fileName }: ExitReasonsProps) {
  const reasons = exitReasons(steps, report.failed);
  return (
    <ChartFigure
      title="Where people left"
      fileName={fileName}
      table={{ header: ["How", "People"], rows: reasons.map(({ label, count }) => [label, count]) }}
      empty={reasons.length === 0 ? <p className="text-muted-foreground">Nobody left before the end.</p> : undefined}
    >
      <FunnelBars
        compact
        steps={reasons.map(({ id, label, count, grave }) => ({
          id,
          label,
          count,
          colour: grave ? "var(--danger)" : "var(--node-end)",
        }))}
      />
    </ChartFigure>
  );
}
