"use client";

import { Check, RotateCcw } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useFocusHome } from "@/components/ui/use-focus-home";
import type { ThreadResource } from "@/lib/api/schemas/comment";
import { CommentBox } from "./comment-box";
import { openIfKept, useDraftKeys } from "./comment-draft";
import { CommentLine } from "./comment-line";
import type { CommentActions } from "./use-comment-actions";
import { useFocusBack } from "./use-focus-back";
import { useMarkRead } from "./use-mark-read";

type ThreadCardProps = {
  thread: ThreadResource;
  actions: CommentActions;
  /** it was asked for by a link */
  linked?: boolean;
  /** where the focus goes when the card goes that has it */
  home: RefObject<HTMLElement | null>;
};

/** A comment and its replies; to be answered, and to be resolved. */
export function ThreadCard({ thread, actions, linked = false, home }: ThreadCardProps) {
  const { journeyId } = useCanvasEnvironment();
  const draftKey = useDraftKeys(journeyId).reply(thread.id);
  const [answering, setAnswering] = useState(() => openIfKept(draftKey));
  const card = useFocusHome<HTMLElement>(home);
  const replyButton = useFocusBack<HTMLButtonElement>(answering !== false);
  useMarkRead(card, thread);
  useEffect(() => {
    if (linked) card.current?.focus();
  }, [card, linked]);
  const resolved = thread.resolved_at !== null;
  const { resolve, say } = actions;
  const isBusy = resolve.isPending && resolve.variables.thread.id === thread.id;
  const mine = say.variables?.thread_id === thread.id;
  return (
    <article
      aria-label={`Thread by ${thread.author.name}`}
      data-thread={thread.id}
      tabIndex={-1}
      ref={card}
      className={cn(
        "flex flex-col gap-2.5 rounded-xl border border-border bg-background p-3",
        linked && "border-primary ring-2 ring-primary/25",
        resolved && "opacity-90",
      )}
    >
      <CommentLine comment={thread} actions={actions} home={home}>
        {thread.unread ? <Badge tone="info">New</Badge> : null}
        <IconButton
          label={resolved ? "Open again" : "Resolve"}
          size="icon-xs"
          disabled={isBusy}
          onClick={() => resolve.mutate({ thread, resolved: !resolved })}
        >
          {resolved ? <RotateCcw /> : <Check />}
        </IconButton>
      </CommentLine>
      {thread.resolved_at ? (
        <p className="text-muted-foreground text-xs">
          Resolved by {thread.resolved_by?.name}, <RelativeTime at={thread.resolved_at} />
        </p>
      ) : null}
      {thread.replies.length > 0 ? (
        <ul aria-label="Replies" className="flex flex-col gap-2.5 border-border border-l-2 pl-3">
          {thread.replies.map((reply) => (
            <li key={reply.id}>
              <CommentLine comment={reply} actions={actions} home={home} />
            </li>
          ))}
        </ul>
      ) : null}
      {answering ? (
        <CommentBox
          draftKey={draftKey}
          label="Your reply"
          placeholder="Reply, @ mentions somebody"
          action={resolved ? "Reply and open again" : "Reply"}
          focusFirst={answering === "asked"}
          busy={mine && say.isPending}
          error={mine ? say.error : null}
          onSend={(text) => say.mutateAsync({ text, thread_id: thread.id })}
          onClose={() => setAnswering(false)}
        />
      ) : (
        <Button
          ref={replyButton}
          variant="ghost"
          size="xs"
          className="-ml-2 self-start"
          onClick={() => setAnswering("asked")}
        >
          Reply
        </Button>
      )}
    </article>
  );
}
