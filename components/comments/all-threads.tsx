"use client";

import { MessageSquare } from "lucide-react";
import { useRef, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { focusStep } from "@/components/canvas/edits/focus-step";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { QueryFailed } from "@/components/data/query-failed";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import { hasCommentDraft, useDraftKeys } from "./comment-draft";
import { groupThreads } from "./group-threads";
import { SayBox } from "./say-box";
import { ThreadCard } from "./thread-card";
import { useCommentActions } from "./use-comment-actions";
import { useThreads } from "./use-threads";

type State = "open" | "resolved";

type AllThreadsProps = {
  /** the thread that a link asks for */
  linked: string | undefined;
  /** called when a step is gone to */
  onStep?: () => void;
};

/** Everything said about the journey, as one walks through it, each thread with its step. */
export function AllThreads({ linked, onStep }: AllThreadsProps) {
  const { store, journeyId } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const keys = useDraftKeys(journeyId);
  const { threads, isPending, isLoadingError, error, refetch } = useThreads();
  const actions = useCommentActions();
  const heading = useRef<HTMLParagraphElement>(null);
  const [chosen, setChosen] = useState<State>();
  const linkedTo = threads.find(({ id }) => id === linked);
  const state = chosen ?? (linkedTo?.resolved_at ? "resolved" : "open");
  const shown = threads.filter(
    ({ id, resolved_at }) => (state === "open") === (resolved_at === null) || hasCommentDraft(keys.reply(id)),
  );
  const groups = groupThreads(shown, views);
  if (isLoadingError) return <QueryFailed error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-4" data-comments>
      <SegmentedControl
        label="Threads"
        size="sm"
        value={state}
        onValueChange={setChosen}
        options={[
          { value: "open", label: "Open" },
          { value: "resolved", label: "Resolved" },
        ]}
      />
      <SayBox node={null} actions={actions} placeholder="Comment on the journey, @ mentions somebody" />
      <p ref={heading} tabIndex={-1} role="status" className="sr-only">
        {isPending ? "" : shown.length === 1 ? "1 thread" : `${shown.length} threads`}
      </p>
      {isPending ? <Skeleton className="h-24 w-full" /> : null}
      {!isPending && shown.length === 0 ? (
        <p className="flex items-center gap-2 py-2 text-muted-foreground">
          <MessageSquare className="size-4 shrink-0" aria-hidden="true" />
          {state === "open" ? "Nothing is open. Say something here, or at a step with C." : "Nothing is resolved yet."}
        </p>
      ) : null}
      {groups.map(({ key, node, title, gone, threads: own }) => (
        <section key={key} aria-label={gone ? `${title}, no longer there` : title} className="flex flex-col gap-2">
          <h3 className="min-w-0 font-medium text-[0.8125rem]">
            {node === undefined ? (
              <span className="block [overflow-wrap:anywhere]">
                {gone ? <span className="block text-muted-foreground text-xs">Step no longer there</span> : null}
                {title}
              </span>
            ) : (
              <button
                type="button"
                className="max-w-full rounded text-left underline-offset-4 [overflow-wrap:anywhere] hover:underline"
                onClick={() => {
                  focusStep(store, node);
                  onStep?.();
                }}
              >
                {title}
              </button>
            )}
          </h3>
          {own.map((thread) => (
            <ThreadCard
              key={thread.id}
              thread={thread}
              actions={actions}
              linked={thread.id === linked}
              home={heading}
            />
          ))}
        </section>
      ))}
    </div>
  );
}
