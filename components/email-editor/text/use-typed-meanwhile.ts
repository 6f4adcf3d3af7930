import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { useCallback, useLayoutEffect, useRef } from "react";
import { typedCharacter } from "./typed-character";

/**
 * Nothing is lost of what somebody types who does not wait for the text engine: `typed`, which the still field has kept, and what comes
 * between that field's end and the engine's beginning. Answers what the engine does when it begins: all of it goes to the end of the text.
 */
export function useTypedMeanwhile(typed: string, focused: boolean): (editor: Editor) => void {
  const kept = useRef(typed);
  const stop = useRef<() => void>(() => {});
  useLayoutEffect(() => {
    if (!focused) return;
    const keep = (event: KeyboardEvent) => {
      const character = typedCharacter(event);
      if (character === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      kept.current += character;
    };
    window.addEventListener("keydown", keep, true);
    stop.current = () => window.removeEventListener("keydown", keep, true);
    return () => stop.current();
  }, [focused]);
  return useCallback(
    (editor) => {
      const finish = () => {
        stop.current();
        if (kept.current === "" || editor.isDestroyed) return;
        editor.commands.insertContentAt(Selection.atEnd(editor.state.doc).to, { type: "text", text: kept.current });
        kept.current = "";
      };
      // The engine takes the focus a frame after it has begun.
      if (focused && !editor.view.hasFocus()) window.addEventListener("focusin", finish, { once: true });
      else finish();
    },
    [focused],
  );
}
