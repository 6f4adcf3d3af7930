"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { StepIcon, stepTint } from "@/components/canvas/step-icon";
import type { StepView } from "@/components/canvas/view/step-views";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { NodeChange } from "@/lib/engine/diff-graphs";
import { NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { changeLooks } from "./change-list";

export type DiffFlowNode = Node<
  { view: StepView; kind: NodeChange["kind"]; chosen: boolean; onChoose: (id: string) => void },
  "diff"
>;

const frames: Record<NodeChange["kind"], string> = {
  added: "border-success bg-card ring-2 ring-success/40",
  removed: "border-danger border-dashed bg-background",
  changed: "border-warning bg-card ring-2 ring-warning/40",
  moved: "border-info bg-card ring-2 ring-info/40",
  unchanged: "border-border bg-card",
};

/** The card of a step in a comparison: what became of it, by colour and by word. */
export function DiffNode({ id, data }: NodeProps<DiffFlowNode>) {
  const { view, kind, chosen, onChoose } = data;
  const { word, tone, icon: Icon } = changeLooks[kind];
  const differs = kind !== "unchanged";
  return (
    <div
      className={cn(
        "relative flex items-center gap-3 rounded-xl border px-3.5 shadow-sm",
        "has-[button:focus-visible]:outline-2 has-[button:focus-visible]:outline-ring has-[button:focus-visible]:outline-offset-3",
        stepTint(view.category),
        frames[kind],
        chosen && "shadow-lg outline-2 outline-foreground outline-offset-2",
      )}
      style={{ width: NODE_WIDTH, height: NODE_HEIGHT }}
    >
      <StepIcon icon={view.icon} category={view.category} />
      <span className="min-w-0 flex-1" aria-hidden="true">
        <span className="block truncate text-[0.6875rem] text-muted-foreground">{view.label}</span>
        <span
          className={cn(
            "line-clamp-2 font-medium text-[0.8125rem] leading-snug",
            kind === "removed" && "text-muted-foreground line-through",
          )}
        >
          {view.summary}
        </span>
      </span>
      {differs ? (
        <>
          <Badge tone={tone} className="absolute -top-2.5 right-3" aria-hidden="true">
            <Icon /> {word}
          </Badge>
          <button
            type="button"
            aria-label={`${word}: ${view.label}: ${view.summary}`}
            aria-pressed={chosen}
            onClick={() => onChoose(id)}
            className="nodrag absolute inset-0 rounded-xl outline-none"
          />
        </>
      ) : null}
      <Handle type="target" position={Position.Top} isConnectable={false} className="pointer-events-none opacity-0" />
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={false}
        className="pointer-events-none opacity-0"
      />
    </div>
  );
}
