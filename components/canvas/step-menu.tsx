"use client";

import { Copy, MoreHorizontal, Move, Pencil, Plus, Trash2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { useCanvas, useCanvasEnvironment } from "./canvas-context";
import { deleteStep } from "./edits/delete-step";
import { duplicateStep } from "./edits/duplicate-step";
import { openPickerAfter } from "./edits/open-picker-after";
import type { StepView } from "./view/step-views";

/** Everything one can do to a step; each line is also a key. */
export function StepMenu({ view, className }: { view: StepView; className?: string }) {
  const { store } = useCanvasEnvironment();
  const inspect = useCanvas((s) => s.inspect);
  const set = useCanvas((s) => s.set);
  const trigger = view.category === "trigger";
  const follows = view.leadsTo.some((exit) => exit.to !== undefined);
  const entries: MenuEntry[] = [
    { label: "Edit", icon: <Pencil />, shortcut: "Enter", onSelect: () => inspect(view.id) },
    ...(view.ports.length > 0
      ? [{ label: "Add a step after", icon: <Plus />, shortcut: "A", onSelect: () => openPickerAfter(store, view) }]
      : []),
    { label: "Duplicate", icon: <Copy />, shortcut: "D", onSelect: () => duplicateStep(store, view) },
    ...(trigger
      ? []
      : [
          {
            label: "Move…",
            icon: <Move />,
            shortcut: "M",
            onSelect: () => set({ moving: view.id }),
            help: "Then choose a +",
          },
        ]),
    { kind: "separator" },
    {
      label: "Delete this step",
      icon: <Trash2 />,
      shortcut: "Del",
      danger: true,
      onSelect: () => deleteStep(store, view, "only"),
    },
    ...(follows && !trigger
      ? [
          {
            label: "Delete it and all that follows",
            icon: <Trash2 />,
            danger: true,
            onSelect: () => deleteStep(store, view, "with_following"),
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
