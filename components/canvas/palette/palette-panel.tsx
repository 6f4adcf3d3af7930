"use client";

import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Option, SearchBox, useOptionList } from "@/components/ui/option-list";
import { toast } from "@/components/ui/toast";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { insertStep } from "../edits/insert-step";
import { slotBehind } from "../edits/slot-behind";
import { StepIcon } from "../step-icon";
import { findChoices, type StepChoice, stepChoices } from "./step-choices";

const groups = [...stepChoices("flow"), ...stepChoices("trigger")];

/**
 * All steps: to be dragged onto a "+", or to where they shall stand by themselves. A click or Enter puts one behind the step one is at, as A
 * does there; with Alt by itself.
 */
export function PalettePanel() {
  const { store } = useCanvasEnvironment();
  const set = useCanvas((s) => s.set);
  const outline = useCanvas((s) => s.outline);
  const [text, setText] = useState("");
  const found = findChoices(groups, text);
  const list = useOptionList({
    options: found,
    idOf: ({ type }) => type,
    onChoose: (choice, alt) => {
      const slot = alt ? ({ kind: "alone" } as const) : slotBehind(store, choice);
      if (!slot) toast.message("Nothing can stand behind an end.");
      else {
        insertStep(store, slot, choice.type);
        backToStep();
      }
    },
    onCancel: () => {
      set({ panel: "none" });
      backToStep();
    },
  });
  const backToStep = () => {
    const { focused } = store.getState();
    if (focused) focusStep(store, focused);
  };
  const line = (choice: StepChoice) => (
    <Draggable key={choice.type} choice={choice}>
      <Option {...list.option(choice)}>
        <StepIcon icon={choice.icon} category={choice.category} small />
        <span className="truncate text-[0.8125rem]">{choice.label}</span>
      </Option>
    </Draggable>
  );
  return (
    <aside
      aria-label="Steps to add"
      className="flex w-64 shrink-0 flex-col gap-2 overflow-y-auto border-border border-r bg-sidebar p-3 max-lg:hidden"
    >
      <div className="flex items-center justify-between">
        <h2 className="font-semibold text-sm">Steps</h2>
        <IconButton label="Close the list of steps" size="icon-xs" onClick={() => set({ panel: "none" })}>
          <X />
        </IconButton>
      </div>
      <SearchBox
        input={list.input}
        label="Search steps to drag"
        placeholder="Search steps"
        value={text}
        onChange={(typed) => {
          setText(typed);
          list.first();
        }}
      />
      <p className="text-muted-foreground text-xs">
        {outline ? "" : "Drag one onto a +, or where it shall stand. "}A click or Enter puts it behind the step you are
        at.
      </p>
      <div id={list.listId} role="listbox" aria-label="Steps">
        {text.trim() === ""
          ? groups.map(({ category, label, choices }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
              <div key={category} role="group" aria-label={label}>
                <p aria-hidden="true" className="px-1 pt-2 pb-1 font-medium text-muted-foreground text-xs">
                  {label}
                </p>
                {choices.map(line)}
              </div>
            ))
          : found.map(line)}
        {found.length === 0 ? (
          <p className="px-1 py-4 text-muted-foreground text-xs">No step is called “{text.trim()}”.</p>
        ) : null}
      </div>
    </aside>
  );
}

function Draggable({ choice, children }: { choice: StepChoice; children: React.ReactNode }) {
  const set = useCanvas((s) => s.set);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return;
    return draggable({
      element: element.current,
      getInitialData: () => ({ step: choice.type }),
      onDragStart: () => set({ drag: { kind: "new", type: choice.type } }),
      onDrop: () => set({ drag: undefined }),
    });
  }, [choice.type, set]);
  return (
    <div ref={element} data-palette={choice.type} title={choice.description} className="active:cursor-grabbing">
      {children}
    </div>
  );
}
