"use client";

import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { CommentBox } from "./comment-box";
import { useDraftKeys } from "./comment-draft";
import type { CommentActions } from "./use-comment-actions";

/** Begins a thread at a step (null: about the journey as a whole). */
export function SayBox({
  node,
  actions,
  placeholder,
}: {
  node: string | null;
  actions: CommentActions;
  placeholder: string;
}) {
  const { journeyId } = useCanvasEnvironment();
  const keys = useDraftKeys(journeyId);
  const { say } = actions;
  const mine = say.variables !== undefined && say.variables.thread_id === undefined && say.variables.node_id === node;
  return (
    <CommentBox
      leading
      draftKey={keys.step(node)}
      label={node === null ? "Comment on the journey" : "Comment on this step"}
      placeholder={placeholder}
      action="Comment"
      busy={mine && say.isPending}
      error={mine ? say.error : null}
      onSend={(text) => say.mutateAsync({ text, node_id: node })}
    />
  );
}
