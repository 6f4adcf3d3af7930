"use client";

import { useEffect } from "react";
import { useCanvasEnvironment } from "../canvas-context";
import { chosenSteps } from "../edits/chosen-steps";
import { copiedText, sayCopied } from "../edits/clipboard";
import { deleteSteps } from "../edits/delete-step";
import { pasteText } from "../edits/paste-steps";
import { useJourneyView } from "../view/journey-view";

/** ⌘C, ⌘X and ⌘V for steps, while neither a text is selected or typed nor a window is open, and the draft itself is shown. */
export function useClipboard(enabled: boolean) {
  const { store, editable } = useCanvasEnvironment();
  const { known } = useJourneyView();
  useEffect(() => {
    if (!enabled) return;
    const onCopy = (event: ClipboardEvent) => {
      const cut = event.type === "cut";
      if (isElsewhere(event.target) || !event.clipboardData || (cut && !editable)) return;
      const ids = chosenSteps(store.getState());
      const text = copiedText(store, known);
      if (text === undefined) return;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      sayCopied(ids.length, cut ? "Cut" : "Copied");
      if (cut) deleteSteps(store, ids, "only");
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!editable || isElsewhere(event.target)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text === "") return;
      event.preventDefault();
      pasteText(store, text, known);
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [enabled, store, editable, known]);
}

function isElsewhere(target: EventTarget | null): boolean {
  if (getSelection()?.isCollapsed === false) return true;
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]") !== null
  );
}
