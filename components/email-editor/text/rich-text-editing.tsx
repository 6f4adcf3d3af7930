"use client";

import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { toast } from "@/components/ui/toast";
import { BraceMenu } from "./brace-menu";
import { richTextExtensions } from "./extensions";
import type { Kept } from "./kept-meanwhile";
import { withChips } from "./liquid-line";
import { openChosenVariable } from "./open-chosen-variable";
import { readContent } from "./read-content";
import type { RichTextFieldProps } from "./rich-text-field";
import { textProblem } from "./text-problem";
import { TextToolbar } from "./text-toolbar";
import { useKeptMeanwhile } from "./use-kept-meanwhile";
import { withoutBaggage } from "./without-baggage";

/** Paragraphs and lists with their text engine. `focused`: the focus was there before, so it stays; `kept`: what was typed or pasted meanwhile. */
export function RichTextEditing(props: RichTextFieldProps & { focused: boolean; kept: readonly Kept[] }) {
  const { value, onChange, label, style, toolbarSlot, active, onFocus, editable, focused, kept } = props;
  const written = useRef(value);
  const latest = useRef({ onChange, onFocus });
  useEffect(() => {
    latest.current = { onChange, onFocus };
  });
  const begin = useKeptMeanwhile(kept, focused);
  const editor = useEditor({
    autofocus: focused ? "end" : false,
    editable,
    extensions: richTextExtensions,
    content: withChips(value),
    editorProps: {
      attributes: { role: "textbox", "aria-label": label, "aria-multiline": "true" },
      handleKeyDown: (view, event) => {
        if (openChosenVariable(view, event)) return true;
        if (event.key !== "F10" || !event.altKey) return false;
        document.getElementById("text-toolbar")?.querySelector("button")?.focus();
        return true;
      },
      transformPastedHTML: withoutBaggage,
      handlePaste: (view, _event, slice) => {
        // what would be there is looked at first: nothing that is written is lost to a paste that is too much
        const problem = textProblem(view.state.tr.replaceSelection(slice).doc);
        if (problem !== undefined) toast.error("That is too much to paste", { description: problem });
        return problem !== undefined;
      },
    },
    onCreate: ({ editor: made }) => begin(made),
    onFocus: () => latest.current.onFocus(),
    onUpdate: ({ editor: changed }) => {
      written.current = readContent(changed.getJSON());
      latest.current.onChange(written.current);
    },
  });
  useEffect(() => {
    if (!editor || value === written.current) return;
    written.current = value;
    editor.commands.setContent(withChips(value), { emitUpdate: false });
  }, [editor, value]);
  return (
    <div className="relative" style={style}>
      {editor && active && editable && toolbarSlot ? createPortal(<TextToolbar editor={editor} />, toolbarSlot) : null}
      <EditorContent editor={editor} className="rich-text-field" />
      {editor ? <BraceMenu editor={editor} /> : null}
    </div>
  );
}
