"use client";

import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";
import { ApiError } from "@/components/data/api-error";
import { problemText } from "@/components/data/problem-text";
import { Button } from "@/components/ui/button";
import { Option } from "@/components/ui/option-list";
import { Textarea } from "@/components/ui/textarea";
import { useFocusHome } from "@/components/ui/use-focus-home";
import { COMMENT_LENGTH_MAX } from "@/lib/api/schemas/comment";
import { useCommentDraft } from "./comment-draft";
import { useMentionList } from "./use-mention-list";

/** So many before the end it is said how many are left. */
const NEAR_END = 200;

type CommentBoxProps = {
  /** where what is typed is kept (useDraftKeys) */
  draftKey: string;
  /** what stands in it at first */
  base?: string;
  label: string;
  placeholder?: string;
  /** of its button */
  action: string;
  /** resolves when it is stored; rejects with why not */
  onSend: (text: string) => Promise<unknown>;
  busy: boolean;
  error: Error | null;
  /** there is a way out: it was sent, Cancel, or Escape, after which what was typed is still kept */
  onClose?: () => void;
  /** typed into as soon as it is there */
  focusFirst?: boolean;
  /** the box that the key for comments leads to */
  leading?: boolean;
};

/** Where a comment is written: plain text, "@" finds members, ⌘ or Ctrl and Enter sends. */
export function CommentBox({
  draftKey,
  base,
  label,
  placeholder,
  action,
  onSend,
  busy,
  error,
  onClose,
  focusFirst = false,
  leading = false,
}: CommentBoxProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const draft = useCommentDraft(draftKey, base);
  const id = useId();
  const list = useMentionList({
    field,
    text: draft.text,
    onPick: (text, at) => {
      caret.current = at;
      draft.set(text);
    },
  });
  useEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  useEffect(() => {
    if (!focusFirst) return;
    const box = field.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, [focusFirst]);

  const left = COMMENT_LENGTH_MAX - draft.text.trim().length;
  const sendable = draft.text.trim() !== "" && left >= 0;
  const send = async () => {
    if (!sendable || busy) return;
    list.close();
    const sent = draft.text;
    // Why not is told by `error`.
    const stored = await onSend(sent.trim()).then(
      () => true,
      () => false,
    );
    if (stored && draft.settle(sent)) onClose?.();
  };
  const refused =
    error instanceof ApiError ? (error.fieldError("text") ?? problemText(error)) : error && problemText(error);
  const complaint = left < 0 ? `${-left} characters too many` : refused;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="relative">
        <Textarea
          ref={field}
          id={id}
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          aria-invalid={complaint ? true : undefined}
          aria-describedby={`${id}-says`}
          {...list.field}
          {...(leading ? { "data-say": "" } : {})}
          className="field-sizing-content max-h-64 min-h-9 resize-none"
          value={draft.text}
          onChange={(event) => {
            draft.set(event.currentTarget.value);
            list.follow();
          }}
          onSelect={list.follow}
          onBlur={list.close}
          onKeyDown={(event) => {
            if (list.takeKey(event)) return;
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              void send();
            } else if (event.key === "Escape" && onClose) {
              event.preventDefault();
              event.stopPropagation();
              onClose();
            }
          }}
        />
        {list.found.length > 0 ? (
          <Members listId={list.listId}>
            {list.found.map((person) => (
              <Option
                key={person.id}
                id={list.optionId(person)}
                active={person === list.current}
                onChoose={() => list.pick(person)}
                onPoint={() => list.point(person)}
              >
                <span className="min-w-0">
                  <span className="block truncate font-medium">{person.label}</span>
                  <span className="block truncate text-muted-foreground text-xs">{person.email}</span>
                </span>
              </Option>
            ))}
          </Members>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {list.found.length > 0 ? `${list.found.length} members: arrow keys choose, Enter mentions` : ""}
      </p>
      <p id={`${id}-says`} role={complaint ? "alert" : undefined} className="text-xs empty:hidden">
        {complaint ? (
          <span className="text-danger-text">{complaint}</span>
        ) : left < NEAR_END ? (
          <span className="text-muted-foreground">{left} characters left</span>
        ) : null}
      </p>
      {draft.text === "" && !onClose ? null : (
        <Buttons home={field}>
          <Button size="xs" loading={busy} disabled={!sendable} onClick={() => void send()}>
            {action}
          </Button>
          {onClose ? (
            <Button
              size="xs"
              variant="ghost"
              onClick={() => {
                draft.settle();
                onClose();
              }}
            >
              Cancel
            </Button>
          ) : null}
        </Buttons>
      )}
    </div>
  );
}

/** They go with what was typed once it is sent: whoever has pressed one goes on in the text. */
function Buttons({ home, children }: { home: RefObject<HTMLElement | null>; children: ReactNode }) {
  const row = useFocusHome<HTMLDivElement>(home);
  return (
    <div ref={row} className="flex items-center gap-2">
      {children}
    </div>
  );
}

/** Over what follows, so that nothing moves while somebody types. The focus stays in the text. */
function Members({ listId, children }: { listId: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void list.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label="Members"
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full right-0 left-0 z-20 mt-1 max-h-52 overflow-y-auto rounded-xl border border-border bg-popover p-1 shadow-lg"
    >
      {children}
    </div>
  );
}
