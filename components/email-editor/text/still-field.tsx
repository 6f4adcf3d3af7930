import type { ReactNode } from "react";

type StillFieldProps = {
  label: string;
  id?: string | undefined;
  multiline?: boolean;
  className: string;
  onFocused: (focused: boolean) => void;
  children: ReactNode;
};

/** A text field as it looks before its text engine has come: it can be read and reached, and says that it cannot be written in yet. */
export function StillField({ label, id, multiline = false, className, onFocused, children }: StillFieldProps) {
  return (
    <div className={className}>
      {/* biome-ignore lint/a11y/useSemanticElements: its words have marks and chips, which no input can show */}
      <div
        role="textbox"
        id={id}
        tabIndex={0}
        aria-label={label}
        aria-multiline={multiline}
        aria-readonly="true"
        className="ProseMirror"
        onFocus={() => onFocused(true)}
        onBlur={() => onFocused(false)}
      >
        {children}
      </div>
    </div>
  );
}
