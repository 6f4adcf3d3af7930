"use client";

import Link from "next/link";
import { ChartFigure } from "@/components/charts/chart-figure";
import { formatCount } from "@/components/charts/format-number";
import { FunnelBars } from "@/components/charts/funnel-bars";
import { useWorkspace } from "@/components/data/workspace-context";
import type { ReportStep } from "./report-steps";

export type ReportFunnelProps = { steps: readonly ReportStep[]; journeyId: string; fileName: string };

/** How many came to each step, and where they were lost. */
export function ReportFunnel({ steps, journeyId, fileName }: ReportFunnelProps) {
  const { slug } = useWorkspace();
  return (
    <ChartFigure
      title="Step by step"
      description="People who came to each step, in the order they reach it. The red share went no further from there."
      fileName={fileName}
      table={{
        header: ["Step", "Came here", "Waiting now", "Failed", "Skipped", "Left while waiting"],
        rows: steps.map(({ label, node }) => [
          label,
          node.entered,
          node.waiting,
          node.failed,
          node.skipped,
          node.dropped,
        ]),
      }}
    >
      <FunnelBars
        steps={steps.map(({ node, label, category }) => ({
          id: node.node_id,
          label: (
            <Link
              href={`/w/${slug}/journeys/${journeyId}?node=${encodeURIComponent(node.node_id)}`}
              className="hover:underline"
            >
              {label}
            </Link>
          ),
          count: node.entered,
          lost: lostAt(node),
          colour: `var(--node-${category})`,
          note: noteOf(node),
        }))}
      />
    </ChartFigure>
  );
}

/** Runs that ended here without the journey saying so. A failure with an exit of its own went on through it. */
function lostAt(node: ReportStep["node"]): number {
  return node.dropped + Math.max(0, node.failed - (node.left.error ?? 0));
}

function noteOf(node: ReportStep["node"]): string {
  return [
    node.waiting > 0 ? `${formatCount(node.waiting)} waiting` : "",
    node.left.goal_reached ? `${formatCount(node.left.goal_reached)} to the goal` : "",
    node.failed > 0 ? `${formatCount(node.failed)} failed` : "",
    node.skipped > 0 ? `${formatCount(node.skipped)} skipped` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
