import type { KeyboardEvent, ReactNode } from "react";
import { typedCharacter } from "./typed-character";

type StillFieldProps = {
  label: string;
  id?: string | undefined;
  multiline?: boolean;
  className: string;
  onFocused: (focused: boolean) => void;
  /** a character that somebody types who does not wait */
  onTyped: (character: string) => void;
  children: ReactNode;
};

/**
 * A text field as it looks before its text engine has come: it can be read and reached, and says that it cannot be written in yet. What is
 * typed all the same is kept for the engine.
 */
export function StillField({ label, id, multiline = false, className, onFocused, onTyped, children }: StillFieldProps) {
  const keep = (event: KeyboardEvent) => {
    const character = typedCharacter(event);
    if (character === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // to the page it would be a key of its own
    onTyped(character);
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
        onKeyDown={keep}
      >
        {children}
      </div>
    </div>
  );
}
