"use client";

import { useMemo, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { Option, SearchBox, useOptionList } from "@/components/ui/option-list";
import { StepIcon } from "../step-icon";
import { findChoices, type StepChoice, stepChoices } from "./step-choices";

type ChoiceListProps = {
  place: "flow" | "trigger";
  /** `alone`: not where the list was opened, but by itself */
  onChoose: (type: string, alone: boolean) => void;
  /** what Escape in the search box does */
  onCancel: () => void;
};

/** The one searchable picker of steps: typing filters, arrows choose, Enter takes. */
export function ChoiceList({ place, onChoose, onCancel }: ChoiceListProps) {
  const [text, setText] = useState("");
  const groups = useMemo(() => stepChoices(place), [place]);
  const found = findChoices(groups, text);
  const list = useOptionList({
    options: found,
    idOf: ({ type }) => type,
    onChoose: ({ type }, alt) => onChoose(type, alt),
    onCancel,
  });
  const line = (choice: StepChoice) => (
    <Option key={choice.type} {...list.option(choice)}>
      <StepIcon icon={choice.icon} category={choice.category} small />
      <span className="min-w-0">
        <span className="block font-medium">{choice.label}</span>
        <span className="line-clamp-2 block text-muted-foreground text-xs">{choice.description}</span>
      </span>
    </Option>
  );
  return (
    <div className="flex max-h-[inherit] min-h-0 flex-col">
      <SearchBox
        input={list.input}
        label={place === "trigger" ? "Search ways to start" : "Search steps"}
        placeholder={place === "trigger" ? "What starts this journey?" : "Search steps"}
        value={text}
        onChange={(typed) => {
          setText(typed);
          list.first();
        }}
      />
      <div id={list.listId} role="listbox" aria-label="Steps" className="min-h-0 overflow-y-auto p-1.5">
        {text.trim() === ""
          ? groups.map(({ category, label, choices }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
              <div key={category} role="group" aria-label={label}>
                <p aria-hidden="true" className="px-2 pt-2 pb-1 font-medium text-muted-foreground text-xs">
                  {label}
                </p>
                {choices.map(line)}
              </div>
            ))
          : found.map(line)}
        {found.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted-foreground">No step is called “{text.trim()}”.</p>
        ) : null}
      </div>
      {place === "flow" ? (
        <p className="border-border border-t px-3.5 py-2 text-muted-foreground text-xs max-sm:hidden">
          <Kbd>Alt</Kbd> <Kbd>Enter</Kbd> places it by itself, unconnected.
        </p>
      ) : null}
    </div>
  );
}
