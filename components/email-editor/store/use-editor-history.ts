"use client";

import { useCallback, useReducer } from "react";
import { type History, record, redo, startHistory, undo } from "@/components/canvas/store/history";
import type { EmailDocument } from "@/lib/email/document";

export type TemplateDraft = { name: string; document: EmailDocument };

type Action =
  | { kind: "change"; label: string; make: (draft: TemplateDraft) => TemplateDraft; mergeKey?: string; at: number }
  | { kind: "undo" }
  | { kind: "redo"; at: number }
  | { kind: "reset"; draft: TemplateDraft };

function reduce(history: History<TemplateDraft>, action: Action): History<TemplateDraft> {
  switch (action.kind) {
    case "change": {
      const { label, make, mergeKey, at } = action;
      return record(history, { label, draft: make(history.present), at, ...(mergeKey ? { mergeKey } : {}) });
    }
    case "undo":
      return undo(history).history;
    case "redo":
      return redo(history, action.at).history;
    case "reset":
      return startHistory(action.draft);
  }
}

export type EditorHistory = {
  draft: TemplateDraft;
  /** what the next undo and redo would take back or do again, in words */
  undoLabel: string | undefined;
  redoLabel: string | undefined;
  change: (label: string, make: (draft: TemplateDraft) => TemplateDraft, mergeKey?: string) => void;
  changeDocument: (label: string, make: (document: EmailDocument) => EmailDocument, mergeKey?: string) => void;
  undo: () => void;
  redo: () => void;
  /** starts anew from what is stored */
  reset: (draft: TemplateDraft) => void;
};

/** What an editor opens with; `left`: what an earlier page could not store, which undo takes back. */
type Start = { stored: TemplateDraft; left: TemplateDraft | undefined };

function start({ stored, left }: Start): History<TemplateDraft> {
  const history = startHistory(stored);
  return left ? record(history, { label: "what was not saved yet", draft: left, at: 0 }) : history;
}

/** The draft with named undo and redo. */
export function useEditorHistory(opened: Start): EditorHistory {
  const [history, dispatch] = useReducer(reduce, opened, start);
  const change = useCallback<EditorHistory["change"]>(
    (label, make, mergeKey) =>
      dispatch({ kind: "change", label, make, at: Date.now(), ...(mergeKey ? { mergeKey } : {}) }),
    [],
  );
  const changeDocument = useCallback<EditorHistory["changeDocument"]>(
    (label, make, mergeKey) =>
      change(
        label,
        (draft) => {
          const document = make(draft.document);
          return document === draft.document ? draft : { ...draft, document };
        },
        mergeKey,
      ),
    [change],
  );
  return {
    draft: history.present,
    undoLabel: history.past.at(-1)?.label,
    redoLabel: history.future[0]?.label,
    change,
    changeDocument,
    undo: useCallback(() => dispatch({ kind: "undo" }), []),
    redo: useCallback(() => dispatch({ kind: "redo", at: Date.now() }), []),
    reset: useCallback((draft: TemplateDraft) => dispatch({ kind: "reset", draft }), []),
  };
}
