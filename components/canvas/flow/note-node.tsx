"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useCanvas } from "../canvas-context";
import { focusSetting } from "../keyboard/focus-setting";

export type NoteFlowNode = Node<{ node: string; text: string; about: string }, "note">;

/** A note beside its step. A click opens it; from the keyboard N on the step does. */
function NoteNodeView({ data }: NodeProps<NoteFlowNode>) {
  const inspect = useCanvas((s) => s.inspect);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Note on ${data.about}: ${data.text}`}
      onClick={() => {
        inspect(data.node);
        focusSetting("[data-note]");
      }}
      className="nodrag relative flex h-full w-full cursor-pointer items-start rounded-lg border border-warning-text/25 bg-warning-soft px-2.5 py-1.5 text-left text-warning-text text-xs leading-snug before:absolute before:top-1/2 before:right-full before:w-3 before:border-warning-text/40 before:border-t before:border-dashed before:content-['']"
    >
      <span className="line-clamp-4 whitespace-pre-wrap break-words">{data.text}</span>
    </button>
  );
}

export const NoteNode = memo(NoteNodeView);
