"use client";

import type { JSONContent } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { EditorContent, useEditor } from "@tiptap/react";
import { Braces } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import { textLimits } from "@/lib/email/text-limits";
import { VariableList } from "../variable-picker";
import { BraceMenu, insertVariable } from "./brace-menu";
import { lineExtensions } from "./extensions";
import type { Kept } from "./kept-meanwhile";
import type { LineFieldProps } from "./line-field";
import { LinePlaceholder } from "./line-placeholder";
import { joinChips, splitChips } from "./liquid-line";
import { openChosenVariable } from "./open-chosen-variable";
import { useKeptMeanwhile } from "./use-kept-meanwhile";

const contentOf = (line: string): JSONContent => ({
  type: "doc",
  content: [
    {
      type: "paragraph",
      content: splitChips(line).map((piece) =>
        "text" in piece ? { type: "text", text: piece.text } : { type: "variable", attrs: piece },
      ),
    },
  ],
});

const lineOf = (json: JSONContent): string =>
  joinChips(
    (json.content?.[0]?.content ?? []).map((node) =>
      node.type === "variable"
        ? { path: String(node.attrs?.path ?? ""), fallback: String(node.attrs?.fallback ?? "") }
        : { text: node.text ?? "" },
    ),
  );

/** A line field with its text engine: the same words in the same place as before. `focused`: the focus was there, so it stays; `kept`: what was typed or pasted meanwhile. */
export function LineEditing(props: LineFieldProps & { focused: boolean; kept: readonly Kept[] }) {
  const {
    value,
    onChange,
    label,
    id,
    className,
    style,
    withButton = false,
    onFocus,
    editable = true,
    focused,
    kept,
    max = textLimits.line,
  } = props;
  const written = useRef(value);
  const latest = useRef({ onChange, onFocus });
  useEffect(() => {
    latest.current = { onChange, onFocus };
  });
  const [picking, setPicking] = useState(false);
  const [problem, extensions] = useMemo(() => {
    const tooLong = (document: ProseNode) => {
      const { length } = lineOf(document.toJSON());
      return length > max ? `It would have ${length.toLocaleString("en")} characters; ${max} fit here.` : undefined;
    };
    return [tooLong, lineExtensions(tooLong)] as const;
  }, [max]);
  const begin = useKeptMeanwhile(kept, focused);
  const editor = useEditor({
    autofocus: focused ? "end" : false,
    editable,
    extensions,
    content: contentOf(value),
    editorProps: {
      attributes: { role: "textbox", "aria-label": label, "aria-multiline": "false", ...(id ? { id } : {}) },
      handleKeyDown: (view, event) => openChosenVariable(view, event) || event.key === "Enter",
      transformPastedText: (text) => text.replace(/\s*\n\s*/g, " "),
      handlePaste: (view, _event, slice) => {
        const found = problem(view.state.tr.replaceSelection(slice).doc);
        if (found !== undefined) toast.error("That is too much to paste", { description: found });
        return found !== undefined;
      },
    },
    onCreate: ({ editor: made }) => begin(made),
    onFocus: () => latest.current.onFocus?.(),
    onUpdate: ({ editor: changed }) => {
      written.current = lineOf(changed.getJSON());
      latest.current.onChange(written.current);
    },
  });
  useEffect(() => {
    if (!editor || value === written.current) return;
    written.current = value;
    editor.commands.setContent(contentOf(value), { emitUpdate: false });
  }, [editor, value]);
  return (
    <div className={cn("flex min-w-0 items-start gap-1", className)}>
      <div className="relative min-w-0 flex-1" style={style}>
        <EditorContent editor={editor} className="line-field" />
        <LinePlaceholder {...props} />
      </div>
      {withButton && editor ? (
        <Popover
          label="Insert a variable"
          align="end"
          className="overflow-hidden p-0"
          open={picking}
          onOpenChange={setPicking}
          trigger={
            <IconButton label={`Insert a variable into ${label.toLowerCase()}`} size="icon-xs">
              <Braces />
            </IconButton>
          }
        >
          <VariableList
            onPick={(variable) => {
              setPicking(false);
              insertVariable(editor, variable);
            }}
          />
        </Popover>
      ) : null}
      {editor ? <BraceMenu editor={editor} /> : null}
    </div>
  );
}
