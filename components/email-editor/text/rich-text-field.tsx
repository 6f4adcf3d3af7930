"use client";

import { type CSSProperties, useState } from "react";
import { lateCode } from "@/components/ui/late-code";
import type { RichText } from "@/lib/email/rich-text";
import type { Kept } from "./kept-meanwhile";
import { withChips } from "./liquid-line";
import { StillField } from "./still-field";
import { StillText } from "./still-text";

export type RichTextFieldProps = {
  value: RichText;
  onChange: (value: RichText) => void;
  label: string;
  style?: CSSProperties;
  /** shows the toolbar, there */
  toolbarSlot: HTMLElement | null;
  active: boolean;
  onFocus: () => void;
  editable: boolean;
};

const useEditing = lateCode(() => import("./rich-text-editing"));

/** Paragraphs and lists edited in place. Still until somebody touches the page. */
export function RichTextField(props: RichTextFieldProps) {
  const { value, label, style } = props;
  const [focused, setFocused] = useState(false);
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const editing = useEditing(focused);
  if (editing) return <editing.RichTextEditing {...props} focused={focused} kept={kept} />;
  return (
    <div className="relative" style={style}>
      <StillField
        label={label}
        multiline
        className="rich-text-field"
        onFocused={setFocused}
        onKept={(content) => setKept((before) => [...before, content])}
      >
        <StillText content={withChips(value).content} />
      </StillField>
    </div>
  );
}
