"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { lanePath } from "@/components/canvas/flow/lane-path";
import type { EdgeFate } from "./merged-graph";

export type DiffFlowEdge = Edge<
  { fate: EdgeFate; label: string | undefined; splits: boolean; lane: number | undefined },
  "diff"
>;

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
  const { fate, label, splits, lane } = data;
  const [bendY, meetY] = [sourceY + BEND_PX, targetY - MEET_PX];
  const centerY = splits ? bendY : meetY;
  const [smooth] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, borderRadius: 12, offset: 4, centerY });
  const inLane = lane !== undefined && meetY > bendY;
  const path = inLane ? lanePath({ sourceX, targetX, lane, top: sourceY, bendY, meetY, bottom: targetY }) : smooth;
  return (
    <>
      <BaseEdge id={id} path={path} style={strokes[fate]} />
      {label === undefined ? null : (
        <EdgeLabelRenderer>
          <span
            className="pointer-events-none absolute max-w-36 truncate rounded-full border border-border bg-background px-2 py-px text-[0.6875rem] text-muted-foreground"
            style={{
              transform: `translate(-50%, -50%) translate(${inLane ? lane : targetX}px, ${sourceY + LABEL_PX}px)`,
            }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
