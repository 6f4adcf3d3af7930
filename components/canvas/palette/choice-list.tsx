"use client";

import { useId, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { StepIcon } from "../step-icon";
import { type ChoiceGroup, findChoices, type StepChoice, stepChoices } from "./step-choices";

type ChoiceListProps = {
  place: "flow" | "trigger";
  onChoose: (type: string) => void;
  /** what Escape in the search box does */
  onCancel: () => void;
};

/** The one searchable picker of steps: typing filters, arrows choose, Enter takes. */
export function ChoiceList({ place, onChoose, onCancel }: ChoiceListProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const groups = useMemo(() => stepChoices(place), [place]);
  const found = findChoices(groups, text);
  const current = found[Math.min(at, found.length - 1)];
  const listId = useId();
  const onPoint = (type: string) => setAt(found.findIndex((choice) => choice.type === type));
  const move = (by: number) => setAt((found.length + Math.min(at, found.length - 1) + by) % Math.max(1, found.length));
  return (
    <div className="flex max-h-[inherit] min-h-0 flex-col">
      <input
        // biome-ignore lint/a11y/noAutofocus: the picker was just asked for, and typing is what comes next
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.type}` : undefined}
        aria-label={place === "trigger" ? "Search ways to start" : "Search steps"}
        placeholder={place === "trigger" ? "What starts this journey?" : "Search steps"}
        className="h-11 shrink-0 border-border border-b bg-transparent px-3.5 text-sm outline-none max-sm:text-base"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "Enter" && current) onChoose(current.type);
          else if (event.key === "Escape") onCancel();
          else return;
          event.preventDefault();
        }}
      />
      <div id={listId} role="listbox" aria-label="Steps" className="min-h-0 overflow-y-auto p-1.5">
        {text.trim() === ""
          ? groups.map((group) => (
              <Group
                key={group.category}
                group={group}
                listId={listId}
                current={current}
                onChoose={onChoose}
                onPoint={onPoint}
              />
            ))
          : found.map((choice) => (
              <Choice
                key={choice.type}
                choice={choice}
                listId={listId}
                current={current}
                onChoose={onChoose}
                onPoint={onPoint}
              />
            ))}
        {found.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted-foreground">No step is called “{text.trim()}”.</p>
        ) : null}
      </div>
    </div>
  );
}

type GroupProps = {
  group: ChoiceGroup;
  listId: string;
  current: StepChoice | undefined;
  onChoose: (type: string) => void;
  onPoint: (type: string) => void;
};

function Group({ group, listId, current, onChoose, onPoint }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
    <div role="group" aria-label={group.label}>
      <p aria-hidden="true" className="px-2 pt-2 pb-1 font-medium text-muted-foreground text-xs">
        {group.label}
      </p>
      {group.choices.map((choice) => (
        <Choice
          key={choice.type}
          choice={choice}
          listId={listId}
          current={current}
          onChoose={onChoose}
          onPoint={onPoint}
        />
      ))}
    </div>
  );
}

type ChoiceProps = {
  choice: StepChoice;
  listId: string;
  current: StepChoice | undefined;
  onChoose: (type: string) => void;
  onPoint: (type: string) => void;
};

function Choice({ choice, listId, current, onChoose, onPoint }: ChoiceProps) {
  const active = current?.type === choice.type;
  return (
    <div
      id={`${listId}-${choice.type}`}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: "nearest" });
      }}
      onClick={() => onChoose(choice.type)}
      onPointerMove={() => (active ? undefined : onPoint(choice.type))}
      onKeyDown={(event) => {
        if (event.key === "Enter") onChoose(choice.type);
      }}
      className={cn("flex cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5", active && "bg-accent")}
    >
      <StepIcon icon={choice.icon} category={choice.category} small />
      <span className="min-w-0">
        <span className="block font-medium">{choice.label}</span>
        <span className="line-clamp-2 block text-muted-foreground text-xs">{choice.description}</span>
      </span>
    </div>
  );
}
