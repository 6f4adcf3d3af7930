"use client";

import { MessageSquare } from "lucide-react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { stepPartId } from "@/components/canvas/step-part-id";
import { openComments } from "./open-comments";
import { openCommentsWords, useOpenComments } from "./use-open-comments";

/** At the upper edge of a step's card or row: how many threads are open. Opens them; with the keyboard that is C. */
export function CommentBadge({ node }: { node: string }) {
  const { store } = useCanvasEnvironment();
  const open = useOpenComments(node);
  if (open === 0) return null;
  const words = openCommentsWords(open);
  return (
    <>
      <span id={stepPartId("comments", node)} hidden>
        {words}
      </span>
      <button
        type="button"
        tabIndex={-1}
        title={words}
        aria-label={`${words}: show them`}
        onClick={(event) => {
          event.stopPropagation();
          openComments(store, node);
        }}
        className="nodrag -top-2.5 absolute left-5 z-1 inline-flex h-5 items-center gap-1 rounded-full bg-info-soft px-1.5 font-medium text-[0.6875rem] text-info-text tabular-nums ring-2 ring-card hover:brightness-95"
      >
        <MessageSquare className="size-3" aria-hidden="true" />
        {/* Drawn, not text: the label says it in full, and the row around it is not named by bare numbers. */}
        <span aria-hidden="true" data-value={open} className="after:content-[attr(data-value)]" />
      </button>
    </>
  );
}
