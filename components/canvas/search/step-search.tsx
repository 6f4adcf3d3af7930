"use client";

import { useMemo, useState } from "react";
import { Option, SearchBox, useOptionList } from "@/components/ui/option-list";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import { findSteps } from "./find-steps";

const SHOWN_MAX = 50;

/** "/" or ⌘F: find a step by its words and go there. */
export function StepSearch() {
  const searching = useCanvas((s) => s.searching);
  return searching ? <Search /> : null;
}

function Search() {
  const { store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const notes = useCanvas((s) => s.history.present.graph.notes);
  const set = useCanvas((s) => s.set);
  const [text, setText] = useState("");
  const noted = useMemo(() => new Map(notes?.map((note) => [note.node, note.text])), [notes]);
  const found = useMemo(() => findSteps(views.values(), noted, text), [views, noted, text]);
  const shown = found.slice(0, SHOWN_MAX);
  const close = (id = store.getState().focused) => {
    set({ searching: false });
    if (id) focusStep(store, id);
  };
  const list = useOptionList({
    options: shown,
    idOf: ({ id }) => id,
    onChoose: ({ id }) => close(id),
    onCancel: () => close(),
  });
  return (
    <search
      aria-label="Find a step"
      className="-translate-x-1/2 absolute top-3 left-1/2 z-30 flex max-h-[min(24rem,70%)] w-96 max-w-[calc(100%-1.5rem)] animate-in flex-col overflow-hidden rounded-xl border border-border bg-popover shadow-lg"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) set({ searching: false });
      }}
    >
      <SearchBox
        input={list.input}
        label="Find a step"
        placeholder="Find a step"
        value={text}
        onChange={(typed) => {
          setText(typed);
          list.first();
        }}
      />
      <div
        id={list.listId}
        role="listbox"
        aria-label="Steps found"
        tabIndex={-1}
        className="min-h-0 overflow-y-auto p-1.5"
      >
        {shown.map((view) => (
          <Option key={view.id} {...list.option(view)}>
            <StepIcon icon={view.icon} category={view.category} small />
            <span className="min-w-0">
              <span className="block truncate font-medium">{view.summary}</span>
              <span className="block truncate text-muted-foreground text-xs">
                {view.place}. {view.label}
                {noted.has(view.id) ? `, note: ${noted.get(view.id)}` : ""}
              </span>
            </span>
          </Option>
        ))}
        {shown.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted-foreground text-sm">No step says “{text.trim()}”.</p>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {found.length === 1 ? "1 step" : `${found.length} steps`}
      </p>
    </search>
  );
}
