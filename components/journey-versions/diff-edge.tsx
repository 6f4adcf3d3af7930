"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import type { EdgeFate } from "./merged-graph";

export type DiffFlowEdge = Edge<{ fate: EdgeFate; label: string | undefined; splits: boolean }, "diff">;

/** As on the canvas itself: exits bend right below their step, ways meet right above theirs. */
const BEND_PX = 12;
const LABEL_PX = 26;
const MEET_PX = 18;

const strokes: Record<EdgeFate, { stroke: string; strokeWidth: number; strokeDasharray?: string }> = {
  added: { stroke: "var(--success)", strokeWidth: 2.5 },
  removed: { stroke: "var(--danger)", strokeWidth: 2, strokeDasharray: "5 4" },
  kept: { stroke: "color-mix(in oklab, var(--muted-foreground) 55%, var(--border))", strokeWidth: 1.5 },
};

/** A way in a comparison: new, gone, or as it was. */
export function DiffEdge({ id, sourceX, sourceY, targetX, targetY, data }: EdgeProps<DiffFlowEdge>) {
  if (!data) return null;
  const { fate, label, splits } = data;
  const centerY = splits ? sourceY + BEND_PX : targetY - MEET_PX;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, borderRadius: 12, offset: 4, centerY });
  return (
    <>
      <BaseEdge id={id} path={path} style={strokes[fate]} />
      {label === undefined ? null : (
        <EdgeLabelRenderer>
          <span
            className="pointer-events-none absolute max-w-36 truncate rounded-full border border-border bg-background px-2 py-px text-[0.6875rem] text-muted-foreground"
            style={{ transform: `translate(-50%, -50%) translate(${targetX}px, ${sourceY + LABEL_PX}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
