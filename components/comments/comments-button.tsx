"use client";

import { MessageSquare } from "lucide-react";
import { useEffect } from "react";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useUrlState } from "@/components/data/use-url-state";
import { Button } from "@/components/ui/button";
import { toggleAllComments } from "./open-comments";
import { openCommentsWords, useOpenComments } from "./use-open-comments";

/** Among the tools of a journey: how much is open, and the panel with all of it. `?comments=<thread>` opens it at that thread. */
export function CommentsButton() {
  const { store } = useCanvasEnvironment();
  const shown = useCanvas((s) => s.panel === "comments" && !s.inspecting);
  const open = useOpenComments();
  const [linked, setLinked] = useUrlState("comments");
  useEffect(() => {
    if (linked === "") return;
    store.getState().closeInspector();
    store.getState().set({ panel: "comments" });
  }, [store, linked]);
  return (
    <Button
      variant="ghost"
      size="sm"
      className="max-sm:gap-1 max-sm:px-1.5"
      aria-pressed={shown}
      onClick={() => {
        if (shown) setLinked("");
        toggleAllComments(store);
      }}
    >
      <MessageSquare />
      <span className="sr-only">{open === 0 ? "Comments" : `Comments: ${openCommentsWords(open)}`}</span>
      <span aria-hidden="true" className="max-lg:hidden">
        Comments
      </span>
      {open > 0 ? (
        <span aria-hidden="true" className="tabular-nums">
          {open.toLocaleString("en")}
        </span>
      ) : null}
    </Button>
  );
}
