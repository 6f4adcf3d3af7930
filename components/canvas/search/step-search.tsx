"use client";

import { useId, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
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
  const [at, setAt] = useState(0);
  const listId = useId();
  const noted = useMemo(() => new Map(notes?.map((note) => [note.node, note.text])), [notes]);
  const found = useMemo(() => findSteps(views.values(), noted, text), [views, noted, text]);
  const shown = found.slice(0, SHOWN_MAX);
  const current = shown[Math.min(at, shown.length - 1)];
  const close = (id = store.getState().focused) => {
    set({ searching: false });
    if (id) focusStep(store, id);
  };
  const move = (by: number) => setAt((shown.length + Math.min(at, shown.length - 1) + by) % Math.max(1, shown.length));
  return (
    <search
      aria-label="Find a step"
      className="-translate-x-1/2 absolute top-3 left-1/2 z-30 flex max-h-[min(24rem,70%)] w-96 max-w-[calc(100%-1.5rem)] animate-in flex-col overflow-hidden rounded-xl border border-border bg-popover shadow-lg"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) set({ searching: false });
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the search was just asked for, and typing is what comes next
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
        aria-label="Find a step"
        placeholder="Find a step"
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
          else if (event.key === "Enter" && current) close(current.id);
          else if (event.key === "Escape") close();
          else return;
          event.preventDefault();
        }}
      />
      <div id={listId} role="listbox" aria-label="Steps found" tabIndex={-1} className="min-h-0 overflow-y-auto p-1.5">
        {shown.map((view) => (
          <div
            key={view.id}
            id={`${listId}-${view.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={view === current}
            ref={(element) => {
              if (view === current) element?.scrollIntoView({ block: "nearest" });
            }}
            onClick={() => close(view.id)}
            onKeyDown={(event) => {
              if (event.key === "Enter") close(view.id);
            }}
            className={cn(
              "flex cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-accent",
              view === current && "bg-accent",
            )}
          >
            <StepIcon icon={view.icon} category={view.category} small />
            <span className="min-w-0">
              <span className="block truncate font-medium">{view.summary}</span>
              <span className="block truncate text-muted-foreground text-xs">
                {view.place}. {view.label}
                {noted.has(view.id) ? `, note: ${noted.get(view.id)}` : ""}
              </span>
            </span>
          </div>
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
