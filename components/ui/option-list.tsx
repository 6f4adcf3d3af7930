"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./cn";

type OptionListOptions<T> = {
  /** what is shown now, in its order */
  options: readonly T[];
  idOf: (option: T) => string;
  /** `alt`: chosen with Alt held */
  onChoose: (option: T, alt: boolean) => void;
  /** what Escape in the search box does */
  onCancel: () => void;
};

/** A search box over a list: arrows go round the options, Enter takes the current one. Give `input` to SearchBox and `option` to Option. */
export function useOptionList<T>({ options, idOf, onChoose, onCancel }: OptionListOptions<T>) {
  const [place, setPlace] = useState(0);
  const listId = useId();
  const at = Math.min(place, options.length - 1);
  const current = options[at];
  const move = (by: number) => setPlace((options.length + at + by) % Math.max(1, options.length));
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current !== undefined) onChoose(current, event.altKey);
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
  };
  return {
    listId,
    first: () => setPlace(0),
    input: {
      "aria-controls": listId,
      "aria-activedescendant": current === undefined ? undefined : `${listId}-${idOf(current)}`,
      onKeyDown,
    },
    option: (option: T) => ({
      id: `${listId}-${idOf(option)}`,
      active: option === current,
      onChoose: (alt: boolean) => onChoose(option, alt),
      onPoint: () => setPlace(options.indexOf(option)),
    }),
  };
}

type SearchBoxProps = Pick<ReturnType<typeof useOptionList>, "input"> & {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
};

/** The search box of an option list, ready to be typed in. */
export function SearchBox({ input, label, placeholder, value, onChange }: SearchBoxProps) {
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the list was just asked for, and typing is what comes next
      autoFocus
      role="combobox"
      aria-expanded="true"
      aria-label={label}
      placeholder={placeholder}
      className="h-11 shrink-0 border-border border-b bg-transparent px-3.5 text-sm outline-none max-sm:text-base"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...input}
    />
  );
}

type OptionProps = ReturnType<ReturnType<typeof useOptionList>["option"]> & { children: ReactNode };

/** One line of an option list; the current one is kept in sight. */
export function Option({ id, active, onChoose, onPoint, children }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: "nearest" });
      }}
      onClick={(event) => onChoose(event.altKey)}
      onPointerMove={() => (active ? undefined : onPoint())}
      onKeyDown={(event) => {
        if (event.key === "Enter") onChoose(event.altKey);
      }}
      className={cn("flex cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5", active && "bg-accent")}
    >
      {children}
    </div>
  );
}
