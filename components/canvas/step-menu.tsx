"use client";

import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  MessageSquare,
  MoreHorizontal,
  Move,
  Pencil,
  Plus,
  Scissors,
  StickyNote,
  Trash2,
} from "lucide-react";
import { openComments } from "@/components/comments/open-comments";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { useCanvas, useCanvasEnvironment } from "./canvas-context";
import { copyChosen, pasteFromMenu } from "./edits/clipboard";
import { deleteSteps } from "./edits/delete-step";
import { duplicateSteps } from "./edits/duplicate-step";
import { startMoving } from "./edits/move-step";
import { openPickerAfter } from "./edits/open-picker-after";
import { focusSetting } from "./keyboard/focus-setting";
import { useJourneyView } from "./view/journey-view";
import type { StepView } from "./view/step-views";

/** Everything one can do to a step; each line is also a key. */
export function StepMenu({ view, className }: { view: StepView; className?: string }) {
  const { store } = useCanvasEnvironment();
  const { known } = useJourneyView();
  const inspect = useCanvas((s) => s.inspect);
  const trigger = view.category === "trigger";
  const follows = view.leadsTo.some((exit) => exit.to !== undefined);
  /** the menu is about this step alone, whatever else is selected */
  const alone = () => store.getState().set({ selected: new Set() });
  const entries: MenuEntry[] = [
    { label: "Edit", icon: <Pencil />, shortcut: "Enter", onSelect: () => inspect(view.id) },
    ...(view.ports.length > 0
      ? [{ label: "Add a step after", icon: <Plus />, shortcut: "A", onSelect: () => openPickerAfter(store, view) }]
      : []),
    {
      label: "Note",
      icon: <StickyNote />,
      shortcut: "N",
      onSelect: () => {
        inspect(view.id);
        focusSetting("[data-note]");
      },
    },
    { label: "Comment", icon: <MessageSquare />, shortcut: "C", onSelect: () => openComments(store, view.id) },
    { label: "Duplicate", icon: <CopyPlus />, shortcut: "D", onSelect: () => duplicateSteps(store, [view.id]) },
    {
      label: "Copy",
      icon: <Copy />,
      shortcut: "⌘C",
      onSelect: () => {
        alone();
        store.getState().focus(view.id);
        void copyChosen(store, known, "Copied");
      },
    },
    {
      label: "Cut",
      icon: <Scissors />,
      shortcut: "⌘X",
      onSelect: () => {
        alone();
        store.getState().focus(view.id);
        void copyChosen(store, known, "Cut");
      },
    },
    {
      label: "Paste after",
      icon: <ClipboardPaste />,
      shortcut: "⌘V",
      onSelect: () => {
        store.getState().focus(view.id);
        void pasteFromMenu(store, known);
      },
    },
    ...(trigger
      ? []
      : [
          {
            label: "Move…",
            icon: <Move />,
            shortcut: "M",
            onSelect: () => void startMoving(store, [view.id]),
            help: "Then choose a +",
          },
        ]),
    { kind: "separator" },
    {
      label: "Delete this step",
      icon: <Trash2 />,
      shortcut: "Del",
      danger: true,
      onSelect: () => deleteSteps(store, [view.id], "only"),
    },
    ...(follows && !trigger
      ? [
          {
            label: "Delete it and all that follows",
            icon: <Trash2 />,
            danger: true,
            onSelect: () => deleteSteps(store, [view.id], "with_following"),
          },
        ]
      : []),
  ];
  return (
    <DropdownMenu
      align="end"
      items={entries}
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={`More for ${view.label}`}
          className={cn(
            "nodrag absolute top-1.5 right-1.5 z-1 inline-flex size-6 items-center justify-center rounded-md bg-card text-muted-foreground transition-opacity hover:bg-accent hover:text-foreground data-[state=open]:opacity-100",
            className,
          )}
        >
          <MoreHorizontal className="size-4" aria-hidden="true" />
        </button>
      }
    />
  );
}
