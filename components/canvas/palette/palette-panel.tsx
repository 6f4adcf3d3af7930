"use client";

import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { useCanvas } from "../canvas-context";
import { StepIcon } from "../step-icon";
import { findChoices, type StepChoice, stepChoices } from "./step-choices";

const groups = [...stepChoices("flow"), ...stepChoices("trigger")];

/** All steps, to be dragged onto a "+". The same can be had by clicking a "+" or pressing A. */
export function PalettePanel() {
  const set = useCanvas((s) => s.set);
  const [text, setText] = useState("");
  const found = new Set(findChoices(groups, text).map((choice) => choice.type));
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
      <Input
        type="search"
        aria-label="Search steps to drag"
        placeholder="Search steps"
        className="h-8 shrink-0"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className="text-muted-foreground text-xs">Drag one onto a + in the journey.</p>
      {groups.map((group) => {
        const choices = group.choices.filter((choice) => found.has(choice.type));
        return choices.length === 0 ? null : (
          <section key={group.category} aria-label={group.label}>
            <h3 className="px-1 pt-2 pb-1 font-medium text-muted-foreground text-xs">{group.label}</h3>
            <ul className="flex flex-col gap-1">
              {choices.map((choice) => (
                <DraggableChoice key={choice.type} choice={choice} />
              ))}
            </ul>
          </section>
        );
      })}
    </aside>
  );
}

function DraggableChoice({ choice }: { choice: StepChoice }) {
  const set = useCanvas((s) => s.set);
  const element = useRef<HTMLLIElement>(null);
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
    <li
      ref={element}
      data-palette={choice.type}
      title={choice.description}
      className="flex cursor-grab items-center gap-2.5 rounded-lg border border-transparent px-1.5 py-1 hover:border-border hover:bg-card active:cursor-grabbing"
    >
      <StepIcon icon={choice.icon} category={choice.category} small />
      <span className="truncate text-[0.8125rem]">{choice.label}</span>
    </li>
  );
}
