"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useDragAndDrop } from "@/components/ui/use-drag-and-drop";
import { useCanvas } from "../canvas-context";

export type StartFlowNode = Node<{ first: boolean }, "start">;

const slot = { kind: "trigger" } as const;

/** Beside the triggers: another way to start; while there is none, beside the first step: the first. */
export function StartNode({ data }: NodeProps<StartFlowNode>) {
  const set = useCanvas((s) => s.set);
  const wanted = useCanvas((s) => s.drag?.kind === "new" && s.drag.type.startsWith("trigger."));
  const element = useRef<HTMLButtonElement>(null);
  const dnd = useDragAndDrop(false);
  useEffect(() => {
    if (!dnd || !element.current) return;
    return dnd.dropTargetForElements({ element: element.current, getData: () => ({ slot }) });
  }, [dnd]);
  return (
    <button
      ref={element}
      type="button"
      tabIndex={-1}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        set({ picker: { slot, at: { x: box.right, y: box.top + box.height / 2 } } });
      }}
      className={cn(
        "nodrag nopan flex h-full w-full items-center justify-center gap-1.5 rounded-full border border-input/60 border-dashed bg-card/60 text-muted-foreground text-xs hover:border-node-trigger hover:text-foreground",
        wanted && "border-primary bg-primary-soft text-primary-text",
      )}
    >
      <Plus className="size-3.5" aria-hidden="true" /> {data.first ? "Add a start" : "Another start"}
    </button>
  );
}
