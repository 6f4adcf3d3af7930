"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { useCanvas } from "../canvas-context";
import { InsertButton } from "./insert-button";
import type { SceneEdge } from "./scene";

export type StepEdgeData = {
  edge: Pick<SceneEdge, "from" | "port" | "to" | "label" | "count" | "joins">;
  /** leads to an open end: there the "+" stands at the end, not on the edge */
  open: boolean;
  fromName: string;
};
export type StepFlowEdge = Edge<StepEdgeData, "step">;

/** Distance from the card at which an edge bends. */
const BEND_PX = 26;

function StepEdgeView({ id, sourceX, sourceY, targetX, targetY, data }: EdgeProps<StepFlowEdge>) {
  const lit = useCanvas((s) => s.trail?.edges.has(id) ?? false);
  const dim = useCanvas((s) => s.trail !== undefined && !s.trail.edges.has(id));
  if (!data) return null;
  const { edge, open } = data;
  const splits = edge.count > 1;
  const bendY = splits ? sourceY + BEND_PX : targetY - BEND_PX;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, borderRadius: 14, centerY: bendY });
  const at = buttonPlace({ sourceX, sourceY, targetX, targetY, splits, joins: edge.joins });
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className={cn("journey-edge", lit && "journey-edge-lit", dim && "opacity-35", open && "journey-edge-open")}
      />
      <EdgeLabelRenderer>
        {edge.label ? (
          <span
            className="pointer-events-none absolute max-w-40 truncate rounded-full border border-border bg-background px-2 py-px text-[0.6875rem] text-muted-foreground"
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${Math.min(bendY + 20, at.y)}px)` }}
          >
            {edge.label}
          </span>
        ) : null}
        {open ? null : (
          <div
            className="absolute"
            style={{
              transform: `translate(-50%, -50%) translate(${at.x}px, ${edge.label ? Math.max(bendY + 46, at.y) : at.y}px)`,
            }}
          >
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

export const StepEdge = memo(StepEdgeView);

type Place = { sourceX: number; sourceY: number; targetX: number; targetY: number; splits: boolean; joins: boolean };

/** The part of an edge that no other edge shares: beside the target of a split, beside the source of a join. */
function buttonPlace({ sourceX, sourceY, targetX, targetY, splits, joins }: Place): { x: number; y: number } {
  if (!splits) return { x: sourceX, y: joins ? sourceY + BEND_PX : (sourceY + targetY) / 2 };
  return { x: targetX, y: (sourceY + BEND_PX + targetY) / 2 };
}
