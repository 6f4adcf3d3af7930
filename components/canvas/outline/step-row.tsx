"use client";

import { Plus, StickyNote } from "lucide-react";
import { useId } from "react";
import { CommentBadge } from "@/components/comments/comment-badge";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { clickStep } from "../edits/click-step";
import { moveBehind } from "../edits/move-step";
import { openPickerAfter } from "../edits/open-picker-after";
import { StepHeat } from "../live/step-heat";
import { StepEditors } from "../presence/step-editors";
import { ProblemBadge } from "../problems/problem-badge";
import { StepCounts } from "../step-counts";
import { StepIcon } from "../step-icon";
import { StepMenu } from "../step-menu";
import { stepPartId } from "../step-part-id";
import { useJourneyView } from "../view/journey-view";
import { announceContext } from "../view/step-views";
import { WalkNote } from "../walk/walk-note";
import { indent } from "./indent";
import { outlineRowId } from "./outline-row-id";
import type { OutlineRow } from "./outline-rows";

type StepRowProps = { row: OutlineRow & { kind: "step" }; tabStop: boolean; onFocus: () => void };

/** A step as a row: a click or Enter opens its settings, the menu has everything else. */
export function StepRow({ row, tabStop, onFocus }: StepRowProps) {
  const { editable, store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const focused = useCanvas((s) => s.focused === row.id);
  const selected = useCanvas((s) => s.selected.has(row.id));
  const moving = useCanvas((s) => s.moving);
  const note = useCanvas((s) => s.history.present.graph.notes?.find(({ node }) => node === row.id)?.text);
  const focus = useCanvas((s) => s.focus);
  const labelId = useId();
  const view = views.get(row.id);
  if (!view) return null;
  return (
    <div
      role="treeitem"
      id={outlineRowId(row)}
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-current={focused ? "step" : undefined}
      aria-labelledby={`${labelId} ${labelId}-context ${stepPartId("counts", row.id)} ${stepPartId("editors", row.id)} ${stepPartId("comments", row.id)}`}
      tabIndex={tabStop ? 0 : -1}
      style={indent(row.depth)}
      onClick={(event) => clickStep(store, row.id, event.shiftKey)}
      onKeyDown={(event) => {
        if (event.key !== " " || event.target !== event.currentTarget) return;
        event.preventDefault();
        clickStep(store, row.id, event.shiftKey);
      }}
      onFocus={(event) => {
        if (event.target !== event.currentTarget) return;
        focus(row.id);
        onFocus();
      }}
      className={cn(
        "relative flex min-h-14 cursor-pointer items-center gap-3 rounded-xl border border-border bg-card px-3 py-2 shadow-xs",
        focused && "border-primary ring-2 ring-primary/30",
        selected && "border-primary bg-primary-soft/40",
        moving?.has(row.id) && "opacity-45",
      )}
    >
      <StepIcon icon={view.icon} category={view.category} small />
      <div className="min-w-0 flex-1">
        <span id={labelId} className="block">
          <span className="block text-muted-foreground text-xs">{view.label}</span>
          <span className="block font-medium">{view.summary}</span>
          <WalkNote node={row.id} className="mt-1 block w-fit max-w-full ring-0" />
          {note ? (
            <span className="mt-1 flex items-start gap-1 text-warning-text text-xs">
              <StickyNote className="mt-px size-3.5 shrink-0" aria-hidden="true" />
              <span className="sr-only">Note: </span>
              <span className="line-clamp-3 whitespace-pre-wrap">{note}</span>
            </span>
          ) : null}
        </span>
        <StepCounts node={row.id} trigger={view.category === "trigger"} inline />
      </div>
      <span id={`${labelId}-context`} className="sr-only">
        {announceContext(view)}.
      </span>
      <StepHeat node={row.id} />
      <ProblemBadge problems={view.problems} />
      <CommentBadge node={row.id} />
      <StepEditors node={row.id} />
      {editable && view.ports.length > 0 ? (
        <IconButton
          label={moving ? `Move behind ${view.summary}` : `Add a step after ${view.summary}`}
          size="icon-xs"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            if (moving) moveBehind(store, view, event.shiftKey ? "with_following" : "only");
            else openPickerAfter(store, view);
          }}
        >
          <Plus />
        </IconButton>
      ) : null}
      {editable ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks in the menu from opening the row
        // biome-ignore lint/a11y/useKeyWithClickEvents: keeps clicks in the menu from opening the row
        <span onClick={(event) => event.stopPropagation()}>
          <StepMenu view={view} className="static" />
        </span>
      ) : null}
    </div>
  );
}
