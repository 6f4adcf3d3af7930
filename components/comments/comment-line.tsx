"use client";

import { MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { Avatar } from "@/components/ui/avatar";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { CommentResource } from "@/lib/api/schemas/comment";
import { CommentBox } from "./comment-box";
import { openIfKept, useDraftKeys } from "./comment-draft";
import { CommentText } from "./comment-text";
import { toTyped, withFormer } from "./mention-text";
import type { CommentActions } from "./use-comment-actions";
import { focusWhenLost, useFocusBack } from "./use-focus-back";
import { useMentionables } from "./use-mentionables";

type CommentLineProps = {
  comment: CommentResource;
  actions: CommentActions;
  /** where the focus goes once the comment is deleted */
  home: RefObject<HTMLElement | null>;
  /** beside its menu */
  children?: ReactNode;
};

/** One comment: who, when, what; its author can change it. */
export function CommentLine({ comment, actions, home, children }: CommentLineProps) {
  const { journeyId } = useCanvasEnvironment();
  const keys = useDraftKeys(journeyId);
  const [editing, setEditing] = useState(() => openIfKept(keys.edit(comment.id)));
  const menu = useFocusBack<HTMLButtonElement>(editing !== false);
  const { author, deleted, may } = comment;
  if (deleted)
    return (
      <div className="flex min-h-7 items-center gap-2">
        <p className="flex-1 text-[0.8125rem] text-muted-foreground italic">This comment was deleted.</p>
        {children}
      </div>
    );
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-7 items-center gap-2">
        <Avatar name={author.name} className="size-6 text-[0.5625rem]" />
        <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-1.5 leading-tight">
          <span className="max-w-full truncate font-medium text-[0.8125rem]">{author.name}</span>
          <span className="text-muted-foreground text-xs">
            {author.kind === "key" ? "API key, " : ""}
            <RelativeTime at={comment.created_at} />
            {comment.edited_at ? ", edited" : ""}
          </span>
        </p>
        {children}
        {may.edit || may.delete ? (
          <DropdownMenu
            align="end"
            trigger={
              <IconButton ref={menu} label={`More for the comment by ${author.name}`} size="icon-xs">
                <MoreHorizontal />
              </IconButton>
            }
            items={[
              ...(may.edit ? [{ label: "Edit", icon: <Pencil />, onSelect: () => setEditing("asked") }] : []),
              ...(may.delete
                ? [
                    {
                      label: "Delete",
                      icon: <Trash2 />,
                      danger: true,
                      onSelect: () =>
                        actions.remove.mutate(comment.id, { onSuccess: () => focusWhenLost(home.current) }),
                    },
                  ]
                : []),
            ]}
          />
        ) : null}
      </div>
      {editing ? (
        <EditBox
          comment={comment}
          actions={actions}
          draftKey={keys.edit(comment.id)}
          focusFirst={editing === "asked"}
          onDone={() => setEditing(false)}
        />
      ) : (
        <CommentText comment={comment} />
      )}
    </div>
  );
}

type EditBoxProps = {
  comment: CommentResource;
  actions: CommentActions;
  draftKey: string;
  focusFirst: boolean;
  onDone: () => void;
};

function EditBox({ comment, actions, draftKey, focusFirst, onDone }: EditBoxProps) {
  const mentioned = comment.mentions.length > 0;
  const members = useMentionables(mentioned);
  // Names are told apart by the whole list, so it is waited for.
  if (mentioned && !members) return <Skeleton className="h-16 w-full" />;
  const { id } = comment;
  return (
    <CommentBox
      draftKey={draftKey}
      base={toTyped(comment.text, withFormer(members ?? [], comment.mentions))}
      label="Your comment"
      action="Save"
      focusFirst={focusFirst}
      busy={actions.edit.isPending && actions.edit.variables.id === id}
      error={actions.edit.variables?.id === id ? actions.edit.error : null}
      onSend={(text) => actions.edit.mutateAsync({ id, text, mentions: comment.mentions })}
      onClose={onDone}
    />
  );
}
