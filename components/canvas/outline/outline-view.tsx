"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { stayHere } from "../edits/focus-step";
import { takeSlot } from "../edits/take-slot";
import { FirstStep } from "../flow/first-step";
import type { Direction } from "../flow/next-focus";
import { useCanvasKeys } from "../keyboard/use-canvas-keys";
import { PeopleSheet } from "../people/people-sheet";
import { useJourneyView } from "../view/journey-view";
import { ExitRow } from "./exit-row";
import { outlineNeighbour } from "./outline-neighbour";
import { outlineRowId } from "./outline-row-id";
import { type OutlineRow, outlineRows } from "./outline-rows";
import { StepRow } from "./step-row";

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The same journey as a tree of sentences, editable to the same extent: for phones, screen readers and long journeys. */
export function OutlineView() {
  const graph = useCanvas((s) => s.history.present.graph);
  const focused = useCanvas((s) => s.focused);
  const focus = useCanvas((s) => s.focus);
  const { views } = useJourneyView();
  const { store, editable } = useCanvasEnvironment();
  const rows = useMemo(() => outlineRows(graph, views), [graph, views]);
  const [exit, setExit] = useState<string>();
  const current = rows.find((row) => row.key === (exit ?? focused)) ?? rows[0];
  const onCanvasKey = useCanvasKeys({
    // Selecting goes from step to step; the rows of exits are passed over.
    neighbour: (from, direction) => {
      let row = outlineNeighbour(rows, from, direction);
      while (row?.kind === "exit") row = outlineNeighbour(rows, row.key, direction);
      return row?.id;
    },
  });
  if (rows.length === 0) return <FirstStep />;
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    const { shiftKey, ctrlKey, metaKey, altKey } = event;
    if (event.defaultPrevented || !current) return;
    if (!direction || shiftKey || ctrlKey || metaKey || altKey) {
      if (current.kind === "exit" && editable && ["Enter", " ", "a"].includes(event.key)) {
        event.preventDefault();
        const button = document.getElementById(outlineRowId(current))?.querySelector("button");
        button?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey }));
      } else onCanvasKey(event);
      return;
    }
    event.preventDefault();
    const next = outlineNeighbour(rows, current.key, direction);
    if (next) goToRow(next);
  };
  const goToRow = (row: OutlineRow) => {
    store.getState().set({ selected: new Set() });
    stayHere(store);
    focus(row.kind === "step" ? row.id : row.from);
    setExit(row.kind === "exit" ? row.key : undefined);
    document.getElementById(outlineRowId(row))?.focus();
  };
  return (
    <>
      <div className="relative min-h-0 flex-1 overflow-y-auto p-3 sm:p-6">
        <div
          role="tree"
          aria-label="Steps of the journey"
          aria-multiselectable="true"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="mx-auto flex max-w-2xl flex-col gap-2"
        >
          {rows.map((row) =>
            row.kind === "step" ? (
              <StepRow key={row.key} row={row} tabStop={row === current} onFocus={() => setExit(undefined)} />
            ) : (
              <ExitRow key={row.key} row={row} tabStop={row === current} onFocus={() => setExit(row.key)} />
            ),
          )}
        </div>
        {editable ? (
          <div className="mx-auto mt-4 max-w-2xl">
            <Button
              variant="outline"
              size="sm"
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                takeSlot(store, { kind: "trigger" }, { x: box.left + 120, y: box.bottom });
              }}
            >
              <Plus /> Add another start
            </Button>
          </div>
        ) : null}
      </div>
      <PeopleSheet />
    </>
  );
}
