import type { ReactNode, SyntheticEvent } from "react";
import { type Kept, pastedContent, typedCharacter } from "./kept-meanwhile";

type StillFieldProps = {
  label: string;
  id?: string | undefined;
  multiline?: boolean;
  className: string;
  onFocused: (focused: boolean) => void;
  /** what somebody types or pastes who does not wait */
  onKept: (content: Kept) => void;
  children: ReactNode;
};

/**
 * A text field as it looks before its text engine has come: it can be read and reached, and says that it cannot be written in yet. What is
 * typed or pasted all the same is kept for the engine.
 */
export function StillField({ label, id, multiline = false, className, onFocused, onKept, children }: StillFieldProps) {
  const keep = (event: SyntheticEvent, content: Kept | undefined) => {
    if (content === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // to the page it would be a key of its own
    onKept(content);
  };
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
        onKeyDown={(event) => keep(event, typedCharacter(event))}
        onPaste={(event) => keep(event, pastedContent(event.clipboardData))}
      >
        {children}
      </div>
    </div>
  );
}
