"use client";

import { Braces } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { lateCode } from "@/components/ui/late-code";
import type { Kept } from "./kept-meanwhile";
import { LinePlaceholder } from "./line-placeholder";
import { splitChips } from "./liquid-line";
import { StillChip } from "./still-chip";
import { StillField } from "./still-field";

export type LineFieldProps = {
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
  /** characters, Liquid included; as many as a subject has when it is not said */
  max?: number;
};

const useEditing = lateCode(() => import("./line-editing"));

/** One line of text in which variables are chips. Its value is a Liquid string. Still until somebody touches the page. */
export function LineField(props: LineFieldProps) {
  const { value, label, id, className, style, withButton = false } = props;
  const [focused, setFocused] = useState(false);
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const editing = useEditing(focused);
  if (editing) return <editing.LineEditing {...props} focused={focused} kept={kept} />;
  return (
    <div className={cn("flex min-w-0 items-start gap-1", className)}>
      <div className="relative min-w-0 flex-1" style={style}>
        <StillField
          label={label}
          id={id}
          className="line-field"
          onFocused={setFocused}
          onKept={(content) => setKept((before) => [...before, content])}
        >
          <p>
            {splitChips(value).map((piece, index) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and nothing of theirs is kept
              "text" in piece ? piece.text : <StillChip key={index} {...piece} />,
            )}
            {value === "" ? <br /> : null}
          </p>
        </StillField>
        <LinePlaceholder {...props} />
      </div>
      {withButton ? (
        <IconButton label={`Insert a variable into ${label.toLowerCase()}`} size="icon-xs">
          <Braces />
        </IconButton>
      ) : null}
    </div>
  );
}
