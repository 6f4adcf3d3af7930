"use client";

import { Plus } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { openPickerAfter } from "../edits/open-picker-after";
import { FirstStep } from "../flow/first-step";
import { stepElementId } from "../flow/step-element-id";
import { useCanvasKeys } from "../keyboard/use-canvas-keys";
import { ProblemBadge } from "../problems/problem-badge";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import { announceContext } from "../view/step-views";
import { WalkNote } from "../walk/walk-note";
import { type OutlineRow, outlineRows } from "./outline-rows";

/** The same journey as a tree of sentences, editable to the same extent: for phones, screen readers and long journeys. */
export function OutlineView() {
  const graph = useCanvas((s) => s.history.present.graph);
  const { views } = useJourneyView();
  const onKeyDown = useCanvasKeys(() => undefined);
  const rows = outlineRows(graph, views);
  const { store, editable } = useCanvasEnvironment();
  const element = useRef<HTMLDivElement>(null);
  if (rows.length === 0) return <FirstStep />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-3 sm:p-6">
      <div
        ref={element}
        role="tree"
        aria-label="Steps of the journey"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className="mx-auto flex max-w-2xl flex-col gap-1"
      >
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </div>
      {editable ? (
        <div className="mx-auto mt-4 max-w-2xl">
          <Button
            variant="outline"
            size="sm"
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              store.getState().set({ picker: { slot: { kind: "trigger" }, at: { x: box.left + 120, y: box.bottom } } });
            }}
          >
            <Plus /> Add another start
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const INDENT_PX = 18;

function Row({ row }: { row: OutlineRow }) {
  const { editable, store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const focused = useCanvas((s) => row.kind === "step" && s.focused === row.id);
  const nothingFocused = useCanvas((s) => s.focused === undefined);
  const inspect = useCanvas((s) => s.inspect);
  const focus = useCanvas((s) => s.focus);
  const set = useCanvas((s) => s.set);
  const labelId = useId();
  const style = { marginInlineStart: Math.min(row.depth, 8) * INDENT_PX };
  if (row.kind === "exit") {
    return (
      <div
        role="treeitem"
        aria-level={row.depth + 1}
        aria-selected={false}
        tabIndex={-1}
        style={style}
        className="flex items-center gap-2 px-2 pt-1 text-muted-foreground text-xs"
      >
        <span className="rounded-full border border-border px-2 py-px">{row.label}</span>
        {row.backTo ? <span className="truncate">goes on at {views.get(row.backTo)?.summary}</span> : null}
        {editable && !row.leads ? (
          <IconButton
            label={`Add a step at “${row.label}”`}
            size="icon-xs"
            onClick={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const slot = { kind: "place", from: row.from, port: row.port } as const;
              set({ picker: { slot, at: { x: box.left + box.width / 2, y: box.bottom } } });
            }}
          >
            <Plus />
          </IconButton>
        ) : null}
      </div>
    );
  }
  const view = views.get(row.id);
  if (!view) return null;
  return (
    <div
      role="treeitem"
      id={stepElementId(row.id)}
      aria-level={row.depth + 1}
      aria-selected={focused}
      aria-labelledby={`${labelId} ${labelId}-context`}
      tabIndex={focused || (nothingFocused && view.place === 1) ? 0 : -1}
      style={style}
      onClick={() => inspect(row.id)}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        inspect(row.id);
      }}
      onFocus={() => focus(row.id)}
      className={cn(
        "relative flex min-h-14 cursor-pointer items-center gap-3 rounded-xl border border-border bg-card px-3 py-2 shadow-xs",
        focused && "border-primary ring-2 ring-primary/30",
      )}
    >
      <StepIcon icon={view.icon} category={view.category} small />
      <span id={labelId} className="min-w-0 flex-1">
        <span className="block text-muted-foreground text-xs">{view.label}</span>
        <span className="block font-medium">{view.summary}</span>
        <WalkNote node={row.id} className="mt-1 block w-fit max-w-full ring-0" />
      </span>
      <span id={`${labelId}-context`} className="sr-only">
        {announceContext(view)}
      </span>
      <ProblemBadge problems={view.problems} />
      {editable && view.ports.length > 0 ? (
        <IconButton
          label={`Add a step after ${view.summary}`}
          size="icon-xs"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            openPickerAfter(store, view);
          }}
        >
          <Plus />
        </IconButton>
      ) : null}
    </div>
  );
}
