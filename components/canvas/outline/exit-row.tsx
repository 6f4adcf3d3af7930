"use client";

import { CornerLeftUp, Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { takeSlot } from "../edits/take-slot";
import { useJourneyView } from "../view/journey-view";
import { indent } from "./indent";
import { outlineRowId } from "./outline-row-id";
import type { OutlineRow } from "./outline-rows";

type ExitRowProps = { row: OutlineRow & { kind: "exit" }; tabStop: boolean; onFocus: () => void };

/** What a screen reader says of an exit: its name, and where it goes on when that is not what is read next. */
function announceExit(row: OutlineRow & { kind: "exit" }, goesOnAt: string | undefined, editable: boolean): string {
  const name = row.label === "Then" || row.label === "Ends here" ? row.label : `Exit “${row.label}”`;
  if (goesOnAt !== undefined) return `${name}, goes on at ${goesOnAt}`;
  if (row.leads) return name;
  return `${name}${row.label === "Ends here" ? "" : ", ends the journey"}${editable ? "; Enter adds a step" : ""}`;
}

/** An exit of a step: what it is called, and a "+" or the step it goes on at. Enter presses that. */
export function ExitRow({ row, tabStop, onFocus }: ExitRowProps) {
  const { editable, store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const moving = useCanvas((s) => s.moving !== undefined);
  const { backTo } = row;
  return (
    <div
      role="treeitem"
      id={outlineRowId(row)}
      aria-level={row.depth + 1}
      aria-selected={false}
      aria-label={announceExit(row, views.get(backTo ?? "")?.summary, editable)}
      tabIndex={tabStop ? 0 : -1}
      style={indent(row.depth)}
      onFocus={onFocus}
      className="flex items-center gap-2 rounded-md px-2 py-0.5 text-muted-foreground text-xs outline-offset-2"
    >
      <span className="rounded-full border border-border px-2 py-px">{row.label}</span>{" "}
      {backTo === undefined ? null : (
        <button
          type="button"
          tabIndex={-1}
          onClick={() => focusStep(store, backTo)}
          className="inline-flex min-w-0 items-center gap-1 rounded-full hover:text-foreground"
        >
          <CornerLeftUp className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="truncate">goes on at {views.get(backTo)?.summary}</span>
        </button>
      )}
      {editable && (!row.leads || (moving && backTo === undefined)) ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Add a step at “${row.label}”`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const slot = { kind: "place", from: row.from, port: row.port } as const;
            takeSlot(store, slot, { x: box.left + box.width / 2, y: box.bottom }, event.shiftKey);
          }}
          className={cn(
            "inline-flex size-7 items-center justify-center rounded-full border border-border hover:border-primary hover:text-foreground",
            moving && "border-primary bg-primary-soft text-primary-text",
          )}
        >
          <Plus className="size-3.5" aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
