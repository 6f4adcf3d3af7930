"use client";

import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { findMentionables, type Mentionable, mentionQuery } from "./mention-text";
import { useMentionables } from "./use-mentionables";

const SHOWN_MAX = 8;

type MentionListOptions = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** the whole text anew, and where the caret goes */
  onPick: (text: string, caret: number) => void;
};

/** Members whose name is being typed after an "@": arrows go through them, Enter or Tab takes one, Escape closes. */
export function useMentionList({ field, text, onPick }: MentionListOptions) {
  const listId = useId();
  const [caret, setCaret] = useState<number>();
  const [place, setPlace] = useState(0);
  const [closedAt, setClosedAt] = useState<number>();
  const query = caret === undefined ? undefined : mentionQuery(text.slice(0, caret));
  const people = useMentionables(query !== undefined);
  const wanted = query !== undefined && query.from !== closedAt;
  const found = wanted && people ? findMentionables(people, query.words.trimEnd()).slice(0, SHOWN_MAX) : [];
  const current = found[Math.min(place, found.length - 1)];
  const follow = () => {
    const { selectionStart, selectionEnd } = field.current ?? {};
    setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
    setPlace(0);
  };
  const pick = ({ label }: Mentionable) => {
    if (!query || caret === undefined) return;
    const before = `${text.slice(0, query.from)}@${label} `;
    setCaret(undefined);
    onPick(before + text.slice(caret).trimStart(), before.length);
  };
  /** Answers whether the key was the list's. */
  const takeKey = (event: KeyboardEvent): boolean => {
    if (!current || event.nativeEvent.isComposing) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setPlace((found.length + Math.min(place, found.length - 1) + by) % found.length);
    else if ((event.key === "Enter" && !event.metaKey && !event.ctrlKey) || (event.key === "Tab" && !event.shiftKey))
      pick(current);
    else if (event.key === "Escape") setClosedAt(query?.from);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const optionId = ({ id }: Mentionable) => `${listId}-${id}`;
  return {
    listId,
    found,
    current,
    optionId,
    follow,
    pick,
    point: (person: Mentionable) => setPlace(found.indexOf(person)),
    close: () => setCaret(undefined),
    takeKey,
    field: {
      "aria-autocomplete": "list" as const,
      "aria-haspopup": "listbox" as const,
      "aria-controls": current ? listId : undefined,
      "aria-activedescendant": current && optionId(current),
    },
  };
}
