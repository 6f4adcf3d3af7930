"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { CornerLeftUp } from "lucide-react";
import { useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { InsertButton } from "./insert-button";
import type { SceneEnd } from "./scene";

export type EndNodeData = { end: SceneEnd; backToName: string | undefined; fromName: string };
export type EndFlowNode = Node<EndNodeData, "end">;

/** What stands at an exit without an edge downwards: a "+", or the name of the step that it goes back to. */
export function EndNode({ data }: NodeProps<EndFlowNode>) {
  const { end } = data;
  const { store } = useCanvasEnvironment();
  const backTo = end.backTo;
  return (
    <div className="relative flex h-full items-center justify-center">
      <Handle type="target" position={Position.Top} isConnectable={false} className="pointer-events-none opacity-0" />
      {backTo === undefined ? (
        <InsertButton
          end
          slot={{ kind: "place", from: end.from, port: end.port }}
          label={end.label ? `Add a step at “${end.label}”` : `Add a step after ${data.fromName}`}
        />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          onClick={() => focusStep(store, backTo)}
          className="nodrag inline-flex max-w-52 items-center gap-1.5 rounded-full border border-border bg-card px-3 py-1 text-muted-foreground text-xs shadow-xs hover:border-primary hover:text-foreground"
        >
          <CornerLeftUp className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="truncate">
            {end.port.startsWith("go_to:") ? "Goes to" : "Back to"} {data.backToName}
          </span>
        </button>
      )}
    </div>
  );
}
