"use client";

import { useRef, useState } from "react";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { useWorkspace } from "@/components/data/workspace-context";

const unsent = createUnsentDrafts<string>();

/** Whether something typed waits at this place. */
export const hasCommentDraft = (key: string): boolean => unsent.get(key) !== undefined;

/** A box that is only there when it is asked for, or because something typed is kept in it: then nobody asked, and it leaves the focus alone. */
export type BoxOpen = false | "kept" | "asked";
export const openIfKept = (key: string): BoxOpen => (hasCommentDraft(key) ? "kept" : false);

/** Places where something can be typed, each with words of its own. */
export function useDraftKeys(journeyId: string) {
  const { slug } = useWorkspace();
  const key = (place: string) => `${slug}/${journeyId}/${place}`;
  return {
    /** null: the journey as a whole */
    step: (node: string | null) => key(`step/${node ?? ""}`),
    reply: (thread: string) => key(`reply/${thread}`),
    edit: (comment: string) => key(`edit/${comment}`),
  };
}

/**
 * What is typed into a comment, kept in this tab while one looks elsewhere: at another step, another page. It is not said that it is kept,
 * because people look around while they write; only a tab that closes asks. `settle` forgets what was sent, unless more was typed since, and
 * says whether it did; without a text it forgets whatever there is.
 */
export function useCommentDraft(
  key: string,
  base = "",
): { text: string; set: (text: string) => void; settle: (sent?: string) => boolean } {
  const [text, setText] = useState(() => unsent.get(key)?.draft ?? base);
  const latest = useRef(text);
  const show = (next: string) => {
    latest.current = next;
    setText(next);
  };
  return {
    text,
    set: (next) => {
      show(next);
      if (next.trim() === base.trim()) unsent.drop(key);
      else unsent.keep(key, { draft: next, base, revision: 0 });
    },
    settle: (sent = latest.current) => {
      if (latest.current !== sent) return false;
      unsent.drop(key);
      show(base);
      return true;
    },
  };
}
