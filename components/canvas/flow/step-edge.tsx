"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useStore } from "zustand";
import { cn } from "@/components/ui/cn";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { edgeHeat } from "../live/heat";
import { InsertButton } from "./insert-button";
import { lanePath } from "./lane-path";
import type { SceneEdge } from "./scene";

export type StepEdgeData = {
  edge: Pick<SceneEdge, "from" | "port" | "to" | "label" | "count" | "joins" | "lane">;
  /** leads to an open end: there the "+" stands at the end, not on the edge */
  open: boolean;
  fromName: string;
};
export type StepFlowEdge = Edge<StepEdgeData, "step">;

/** Half a handle: React Flow begins edges at its rim, we at the card. */
const HANDLE_PX = 6;
/** Below a step with several exits, from its card down: the bend, the exit's name, the "+". ROW_GAP leaves room for all three. */
const BEND_PX = 12;
const LABEL_PX = 26;
const BUTTON_PX = 53;
/** Above a step that several ways lead to, the ways meet this far from its card. */
const MEET_PX = 18;

function StepEdgeView({ id, sourceX, sourceY, targetX, targetY, data }: EdgeProps<StepFlowEdge>) {
  const lit = useCanvas((s) => s.trail?.edges.has(id) ?? false);
  const dim = useCanvas((s) => s.trail !== undefined && !s.trail.edges.has(id));
  const heat = useEdgeHeat(data?.edge.from ?? "", data?.edge.port ?? "");
  if (!data) return null;
  const { edge, open } = data;
  const top = sourceY - HANDLE_PX;
  const bottom = targetY;
  const splits = edge.count > 1;
  // A step that its author moved up beside its source leaves no height for a lane.
  const lane = bottom - top > BEND_PX + MEET_PX ? edge.lane : undefined;
  const bendY = top + BEND_PX;
  const meetY = bottom - MEET_PX;
  const [smooth] = getSmoothStepPath({
    sourceX,
    sourceY: top,
    targetX,
    targetY: bottom,
    borderRadius: 12,
    offset: 4,
    centerY: splits ? bendY : meetY,
  });
  const path = lane === undefined ? smooth : lanePath({ sourceX, targetX, lane, top, bendY, meetY, bottom });
  const x = lane ?? (splits ? targetX : sourceX);
  const y = buttonHeight(top, bottom, splits, edge.joins);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        style={heat === undefined ? undefined : heatStyle(heat)}
        className={cn("journey-edge", lit && "journey-edge-lit", dim && "opacity-35", open && "journey-edge-open")}
      />
      <EdgeLabelRenderer>
        {edge.label ? (
          <span
            className="pointer-events-none absolute max-w-36 truncate rounded-full border border-border bg-background px-2 py-px text-[0.6875rem] text-muted-foreground"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${top + LABEL_PX}px)` }}
          >
            {edge.label}
          </span>
        ) : null}
        {open ? null : (
          <div className="absolute" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            <InsertButton
              slot={{ kind: "place", from: edge.from, port: edge.port }}
              label={edge.label ? `Add a step at “${edge.label}”` : `Add a step after ${data.fromName}`}
            />
          </div>
        )}
      </EdgeLabelRenderer>
    </>
  );
}

/** 0 to 10 while heat is on, else undefined: only then do edges care for counts. */
function useEdgeHeat(from: string, port: string): number | undefined {
  const { counts } = useCanvasEnvironment();
  return useStore(counts, (state) => (state.heat ? edgeHeat(state.nodes.get(from), port, state.most) : undefined));
}

function heatStyle(heat: number): CSSProperties {
  if (heat === 0) return { opacity: 0.5 };
  return {
    stroke: `color-mix(in oklab, var(--primary) ${30 + heat * 7}%, var(--border))`,
    strokeWidth: 1.5 + heat * 0.85,
  };
}

export const StepEdge = memo(StepEdgeView);

/** Height of the "+": on the part of the edge that no other edge shares. */
function buttonHeight(top: number, bottom: number, splits: boolean, joins: boolean): number {
  if (splits) return top + BUTTON_PX;
  return joins ? Math.min(top + BUTTON_PX / 2, bottom - MEET_PX) : (top + bottom) / 2;
}
