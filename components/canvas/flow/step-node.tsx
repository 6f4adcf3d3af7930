"use client";

import { Handle, type Node, type NodeProps, Position, useConnection } from "@xyflow/react";
import { memo } from "react";
import { CommentBadge } from "@/components/comments/comment-badge";
import { StuckBadge } from "@/components/stuck/stuck-badge";
import { cn } from "@/components/ui/cn";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { clickStep } from "../edits/click-step";
import { refuseConnection } from "../edits/connect-steps";
import { StepHeat } from "../live/step-heat";
import { StepEditors } from "../presence/step-editors";
import { ProblemBadge } from "../problems/problem-badge";
import { StepCounts } from "../step-counts";
import { stepTint } from "../step-icon";
import { StepMenu } from "../step-menu";
import { stepPartId } from "../step-part-id";
import { announceStep, type StepView } from "../view/step-views";
import { WalkNote } from "../walk/walk-note";
import { stepElementId } from "./step-element-id";
import { CARD, StepFace } from "./step-face";

export type StepFlowNode = Node<{ view: StepView }, "step">;

/** The card of a step: one button over the whole card, with its menu and counts beside (not inside) it. */
function StepNodeView({ id, data, dragging }: NodeProps<StepFlowNode>) {
  const { view } = data;
  const { store, editable } = useCanvasEnvironment();
  const focused = useCanvas((s) => s.focused === id);
  const tabStop = useCanvas((s) => s.focused === id || (s.focused === undefined && view.place === 1));
  const inspected = useCanvas((s) => s.inspecting && s.focused === id);
  const dim = useCanvas((s) => s.trail !== undefined && !s.trail.nodes.has(id));
  const lit = useCanvas((s) => s.trail?.nodes.has(id) ?? false);
  const moving = useCanvas((s) => s.moving?.has(id) ?? false);
  const selected = useCanvas((s) => s.selected.has(id));
  const focus = useCanvas((s) => s.focus);
  return (
    <div
      className={cn(
        CARD,
        "group transition-[box-shadow,border-color,opacity]",
        "hover:shadow-md has-[[data-step]:focus-visible]:outline-2 has-[[data-step]:focus-visible]:outline-ring has-[[data-step]:focus-visible]:outline-offset-3",
        stepTint(view.category),
        focused && "border-(--step) shadow-md ring-3 ring-[color-mix(in_oklab,var(--step)_22%,transparent)]",
        inspected && "border-(--step)",
        selected && "border-primary bg-primary-soft/40 ring-2 ring-primary/50",
        lit && "border-primary ring-2 ring-primary/40",
        dim && "border-dashed bg-background shadow-none",
        moving && "opacity-45",
        dragging && "rotate-1 opacity-75 shadow-lg",
      )}
      style={{ width: NODE_WIDTH, height: NODE_HEIGHT }}
    >
      <StepHeat node={id} />
      <StepFace view={view} />
      <button
        type="button"
        id={stepElementId(id)}
        data-step={id}
        tabIndex={tabStop ? 0 : -1}
        aria-label={announceStep(view)}
        aria-current={focused ? "step" : undefined}
        aria-describedby={`${selected ? "selected-steps " : ""}${stepPartId("counts", id)} ${stepPartId("editors", id)} ${stepPartId("comments", id)}`}
        onClick={(event) => clickStep(store, id, event.shiftKey)}
        onFocus={() => focus(id)}
        className="absolute inset-0 rounded-xl outline-none"
      />
      {editable ? (
        <StepMenu view={view} className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100" />
      ) : null}
      <StuckBadge node={id} />
      <ProblemBadge problems={view.problems} />
      <CommentBadge node={id} />
      <StepEditors node={id} />
      <StepCounts node={id} trigger={view.category === "trigger"} />
      <WalkNote node={id} className="-bottom-2.5 absolute right-3 left-3 z-1" />
      <Handle
        type="target"
        position={Position.Top}
        isConnectableStart={false}
        className="journey-handle journey-handle-target"
      />
      {view.ports.map((port, index) => (
        <Handle
          key={port.key}
          type="source"
          id={port.key}
          position={Position.Bottom}
          isConnectable={editable}
          title={`Drag to connect “${port.label}”`}
          className="journey-handle"
          style={{ left: `calc(50% + ${(index - (view.ports.length - 1) / 2) * 30}px)` }}
        />
      ))}
      <ConnectionRefusal id={id} />
    </div>
  );
}

export const StepNode = memo(StepNodeView);

/** While somebody drags a connection over this card: why it cannot end here. */
function ConnectionRefusal({ id }: { id: string }) {
  const { store } = useCanvasEnvironment();
  const from = useConnection((c) => (c.inProgress && c.toNode?.id === id ? c.fromHandle : null));
  if (!from?.id) return null;
  const reason = refuseConnection(store.getState().history.present.graph, from.nodeId, from.id, id);
  if (!reason) return null;
  return (
    <p
      role="status"
      className="absolute -top-2 left-1/2 z-10 w-64 -translate-x-1/2 -translate-y-full rounded-md bg-foreground px-2.5 py-1.5 text-center text-background text-xs shadow-md"
    >
      {reason}
    </p>
  );
}
