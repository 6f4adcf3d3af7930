"use client";

import * as RadixPopover from "radix-ui/popover";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";
import { insertStep } from "../edits/insert-step";
import { ChoiceList } from "./choice-list";
import { ExitChoice } from "./exit-choice";

/** The picker that a "+" or the key A opens, where it was asked for. After a choice the new step is focused. */
export function InsertMenu() {
  const { store } = useCanvasEnvironment();
  const picker = useCanvas((s) => s.picker);
  const focused = useCanvas((s) => s.focused);
  const set = useCanvas((s) => s.set);
  if (!picker) return null;
  const close = () => {
    set({ picker: undefined });
    if (focused) focusStep(store, focused);
  };
  return (
    <RadixPopover.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <RadixPopover.Anchor
        className="pointer-events-none fixed size-0"
        style={{ left: picker.at.x, top: picker.at.y }}
      />
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={picker.slot.kind === "trigger" ? "Choose what starts the journey" : "Choose a step"}
          side="right"
          align="start"
          alignOffset={-24}
          sideOffset={10}
          collisionPadding={12}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 flex max-h-[min(34rem,80dvh)] w-84 max-w-[calc(100vw-1.5rem)] animate-in flex-col overflow-hidden rounded-xl border border-border bg-popover text-popover-foreground shadow-lg outline-none"
        >
          <ExitChoice />
          <ChoiceList
            place={picker.slot.kind === "trigger" ? "trigger" : "flow"}
            onCancel={close}
            onChoose={(type, alone) => {
              insertStep(store, alone ? { kind: "alone" } : picker.slot, type);
              const added = store.getState().focused;
              if (added) focusStep(store, added);
            }}
          />
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
