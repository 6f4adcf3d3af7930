"use client";

import type { Editor } from "@tiptap/react";
import * as RadixPopover from "radix-ui/popover";
import { useEffect, useRef, useState } from "react";
import { VariableList } from "../variable-picker";
import { chipSource, isExpression, type Variable } from "./liquid-line";

type Place = { at: number; rect: DOMRect };

/** Where `{{` has just been typed, undefined otherwise. */
function bracesBeforeCaret(editor: Editor): Place | undefined {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset < 2) return undefined;
  const before = $from.parent.textBetween($from.parentOffset - 2, $from.parentOffset, undefined, "\ufffc");
  if (before !== "{{") return undefined;
  const { left, top, bottom } = editor.view.coordsAtPos($from.pos);
  return { at: $from.pos, rect: new DOMRect(left, top, 0, bottom - top) };
}

/** Puts a variable at the caret: as a chip, or as the Liquid that was typed. */
export function insertVariable(editor: Editor, variable: Variable): void {
  const content = isExpression(variable.path)
    ? { type: "text", text: chipSource(variable) }
    : { type: "variable", attrs: variable };
  editor.chain().focus().insertContent(content).run();
}

/** The variable list at the caret, opened by typing `{{`. Escape leaves the braces for those who write Liquid themselves. */
export function BraceMenu({ editor }: { editor: Editor }) {
  const [place, setPlace] = useState<Place>();
  const anchor = useRef<{ getBoundingClientRect: () => DOMRect }>({ getBoundingClientRect: () => new DOMRect() });
  useEffect(() => {
    const look = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged || !editor.isFocused) return;
      const found = bracesBeforeCaret(editor);
      if (!found) return;
      anchor.current = { getBoundingClientRect: () => found.rect };
      setPlace(found);
    };
    editor.on("transaction", look);
    return () => {
      editor.off("transaction", look);
    };
  }, [editor]);
  return (
    <RadixPopover.Root open={place !== undefined} onOpenChange={(open) => !open && setPlace(undefined)}>
      <RadixPopover.Anchor virtualRef={anchor} />
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label="Insert a variable"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={() => editor.commands.focus()}
          className="z-50 w-72 overflow-hidden rounded-lg border border-border bg-popover text-popover-foreground shadow-lg"
        >
          <VariableList
            onPick={(variable) => {
              if (place) editor.commands.deleteRange({ from: place.at - 2, to: place.at });
              setPlace(undefined);
              insertVariable(editor, variable);
            }}
          />
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
