"use client";

import type { Ref } from "react";
import { cn } from "@/components/ui/cn";
import { NODE_HEIGHT, NODE_WIDTH, type Point } from "@/lib/engine/layout-graph";
import { useCanvasEnvironment } from "../canvas-context";
import { stepTint } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import { bentPath, lanePath } from "./lane-path";
import type { Scene, SceneEdge } from "./scene";
import { sceneBounds } from "./scene-bounds";
import { startTransform } from "./start-view";
import { CARD, StepFace } from "./step-face";

/** As far as any window shows from the first card on. */
const SEEN_PX = 2_000;
const BEND_PX = 12;
const MEET_PX = 18;
/** Between the handles of a step's exits. */
const EXIT_PX = 30;

/**
 * The cards and their ways where the drawing will begin, until it comes: in the first HTML, and while its code is on its way. Nothing here
 * can be touched; what screen readers read of it is the drawing's own.
 */
export function StillCanvas({ ref }: { ref?: Ref<HTMLDivElement> }) {
  const { editable } = useCanvasEnvironment();
  const { scene, views } = useJourneyView();
  const first = firstStep(scene);
  const steps = new Map(scene.steps.filter((step) => isSeen(step, first)).map((step) => [step.id, step]));
  return (
    <div
      ref={ref}
      aria-busy="true"
      data-coming
      className="relative min-h-0 min-w-0 flex-1 overflow-hidden"
      style={{ containerType: "size" }}
    >
      {first ? (
        <div
          aria-hidden="true"
          className="absolute top-0 left-0 origin-top-left max-md:hidden"
          style={{ transform: startTransform({ first, bounds: sceneBounds(scene, views, editable) }) }}
        >
          <svg className="absolute size-px overflow-visible" aria-hidden="true">
            {scene.edges.map((edge) => {
              const [from, to] = [steps.get(edge.from), steps.get(edge.to)];
              return from && to ? (
                <path
                  key={`${edge.from}:${edge.port}`}
                  d={wayOf(edge, from, to)}
                  fill="none"
                  strokeWidth="1.5"
                  className="stroke-[color-mix(in_oklab,var(--muted-foreground)_55%,var(--border))]"
                />
              ) : null;
            })}
          </svg>
          {[...steps.values()].map(({ id, x, y }) => {
            const view = views.get(id);
            return view ? (
              <div
                key={id}
                className={cn(CARD, "absolute", stepTint(view.category))}
                style={{ left: x, top: y, width: NODE_WIDTH, height: NODE_HEIGHT }}
              >
                <StepFace view={view} />
              </div>
            ) : null;
          })}
        </div>
      ) : null}
    </div>
  );
}

/** The topmost card: what is looked at first. */
export function firstStep(scene: Scene): Point | undefined {
  return scene.steps.reduce<Point | undefined>((top, step) => (top && top.y <= step.y ? top : step), undefined);
}

function isSeen(step: Point, first: Point | undefined): boolean {
  return first !== undefined && Math.abs(step.x - first.x) < SEEN_PX && step.y - first.y < SEEN_PX;
}

function wayOf(edge: SceneEdge, from: Point, to: Point): string {
  const [top, bottom] = [from.y + NODE_HEIGHT, to.y];
  const sourceX = from.x + NODE_WIDTH / 2 + (edge.index - (edge.count - 1) / 2) * EXIT_PX;
  const way = { sourceX, targetX: to.x + NODE_WIDTH / 2, top, bottom };
  const [bendY, meetY] = [top + BEND_PX, bottom - MEET_PX];
  if (edge.lane !== undefined && bendY < meetY) return lanePath({ ...way, lane: edge.lane, bendY, meetY });
  return bentPath({ ...way, bendY: edge.count > 1 ? bendY : meetY });
}
