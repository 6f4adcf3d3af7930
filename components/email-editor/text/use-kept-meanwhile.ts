import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { useCallback, useLayoutEffect, useRef } from "react";
import { type Kept, pastedContent, typedCharacter } from "./kept-meanwhile";

/** Puts it at the end, as the engine itself does: what is pasted goes through the checks of its paste. */
function putAtEnd(editor: Editor, kept: Kept): void {
  const { to } = Selection.atEnd(editor.state.doc);
  if (typeof kept === "string") {
    editor.commands.insertContentAt(to, { type: "text", text: kept });
    return;
  }
  editor.commands.setTextSelection(to);
  if (kept.html === "") editor.view.pasteText(kept.text);
  else editor.view.pasteHTML(kept.html);
}

/**
 * Nothing is lost of what somebody types or pastes who does not wait for the text engine: `before`, which the still field has kept, and what
 * comes between that field's end and the engine's beginning. Answers what the engine does when it begins: all of it goes to the end of the text.
 */
export function useKeptMeanwhile(before: readonly Kept[], focused: boolean): (editor: Editor) => void {
  const kept = useRef([...before]);
  const stop = useRef<() => void>(() => {});
  useLayoutEffect(() => {
    if (!focused) return;
    const keep = (event: Event, content: Kept | undefined) => {
      if (content === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      kept.current.push(content);
    };
    const type = (event: KeyboardEvent) => keep(event, typedCharacter(event));
    const paste = (event: ClipboardEvent) => keep(event, pastedContent(event.clipboardData));
    window.addEventListener("keydown", type, true);
    window.addEventListener("paste", paste, true);
    stop.current = () => {
      window.removeEventListener("keydown", type, true);
      window.removeEventListener("paste", paste, true);
    };
    return () => stop.current();
  }, [focused]);
  return useCallback(
    (editor) => {
      const finish = () => {
        stop.current();
        if (editor.isDestroyed) return;
        for (const content of kept.current.splice(0)) putAtEnd(editor, content);
      };
      // The engine takes the focus a frame after it has begun.
      if (focused && !editor.view.hasFocus()) window.addEventListener("focusin", finish, { once: true });
      else finish();
    },
    [focused],
  );
}
