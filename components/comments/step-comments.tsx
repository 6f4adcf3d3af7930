"use client";

import { useRef } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { QueryFailed } from "@/components/data/query-failed";
import { Skeleton } from "@/components/ui/skeleton";
import { SayBox } from "./say-box";
import { ThreadCard } from "./thread-card";
import { useCommentActions } from "./use-comment-actions";
import { useOpenComments } from "./use-open-comments";
import { useThreads } from "./use-threads";

/** In a step's settings: what is said about it. Not part of the draft, so whoever may only look may comment. */
export function StepComments({ node }: { node: string }) {
  const { editable } = useCanvasEnvironment();
  const { threads, isPending, isLoadingError, error, refetch } = useThreads();
  const actions = useCommentActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const expected = useOpenComments(node);
  const own = threads.filter(({ node_id }) => node_id === node).reverse();
  const open = own.filter(({ resolved_at }) => resolved_at === null);
  const resolved = own.filter(({ resolved_at }) => resolved_at !== null);
  return (
    <section data-comments aria-label="Comments" className="mt-5 flex flex-col gap-3 border-border border-t pt-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium text-[0.8125rem]">
        Comments
      </h3>
      {isLoadingError ? <QueryFailed error={error} onRetry={() => void refetch()} /> : null}
      {isPending && expected > 0 ? <Skeleton className="h-20 w-full" /> : null}
      {open.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} actions={actions} home={heading} />
      ))}
      {resolved.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-muted-foreground text-xs hover:text-foreground">
            {resolved.length === 1 ? "1 resolved thread" : `${resolved.length} resolved threads`}
          </summary>
          <div className="mt-3 flex flex-col gap-3">
            {resolved.map((thread) => (
              <ThreadCard key={thread.id} thread={thread} actions={actions} home={heading} />
            ))}
          </div>
        </details>
      ) : null}
      <SayBox
        key={node}
        node={node}
        actions={actions}
        placeholder={editable ? "Comment, @ mentions somebody" : "Say what you think of this step, @ mentions somebody"}
      />
    </section>
  );
}
