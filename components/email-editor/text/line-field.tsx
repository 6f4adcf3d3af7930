"use client";

import type { JSONContent } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { Braces } from "lucide-react";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { VariableList } from "../variable-picker";
import { BraceMenu, insertVariable } from "./brace-menu";
import { lineExtensions } from "./extensions";
import { joinChips, splitChips } from "./liquid-line";

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

type LineFieldProps = {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  id?: string;
  className?: string;
  style?: CSSProperties;
  /** shows the button that inserts a variable */
  withButton?: boolean;
  onFocus?: () => void;
  editable?: boolean;
};

/** One line of text in which variables are chips. Its value is a Liquid string. */
export function LineField(props: LineFieldProps) {
  const {
    value,
    onChange,
    label,
    placeholder,
    id,
    className,
    style,
    withButton = false,
    onFocus,
    editable = true,
  } = props;
  const written = useRef(value);
  const latest = useRef({ onChange, onFocus });
  useEffect(() => {
    latest.current = { onChange, onFocus };
  });
  const [picking, setPicking] = useState(false);
  const editor = useEditor({
    immediatelyRender: false,
    editable,
    extensions: lineExtensions,
    content: contentOf(value),
    editorProps: {
      attributes: { role: "textbox", "aria-label": label, "aria-multiline": "false", ...(id ? { id } : {}) },
      handleKeyDown: (_view, event) => event.key === "Enter",
      transformPastedText: (text) => text.replace(/\s*\n\s*/g, " "),
    },
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
        {value === "" && placeholder ? (
          // In a mail the mail's own colour: it may be quiet already, so slanted letters tell it from what is written.
          <span
            aria-hidden="true"
            className={cn("pointer-events-none absolute inset-0 truncate italic", !style && "text-muted-foreground")}
          >
            {placeholder}
          </span>
        ) : null}
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
