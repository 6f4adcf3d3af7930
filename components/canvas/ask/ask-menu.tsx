"use client";

import * as RadixMenu from "radix-ui/dropdown-menu";
import { cn } from "@/components/ui/cn";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { focusStep } from "../edits/focus-step";

/** A short question where something was done: "this step, or all that follows too?" Escape leaves everything as it was. */
export function AskMenu() {
  const { store } = useCanvasEnvironment();
  const ask = useCanvas((s) => s.ask);
  const set = useCanvas((s) => s.set);
  if (!ask) return null;
  const close = () => {
    set({ ask: undefined });
    const { focused } = store.getState();
    if (focused) focusStep(store, focused);
  };
  return (
    <RadixMenu.Root open onOpenChange={(open) => (open ? undefined : close())} modal={false}>
      <RadixMenu.Trigger asChild>
        <button
          type="button"
          tabIndex={-1}
          aria-label={ask.title}
          className="pointer-events-none fixed size-0"
          style={{ left: ask.at.x, top: ask.at.y }}
        />
      </RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          aria-label={ask.title}
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 min-w-56 max-w-80 animate-in overflow-hidden rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-lg"
        >
          <RadixMenu.Label className="px-2.5 py-1.5 text-muted-foreground text-xs">{ask.title}</RadixMenu.Label>
          {ask.answers.map(({ label, help, danger, run }, index) => (
            <RadixMenu.Item
              key={label}
              {...(index === 0 ? { ref: focusWhenOpen } : {})}
              onSelect={run}
              className={cn(
                "flex select-none flex-col rounded-md px-2.5 py-1.5 text-sm outline-none data-[highlighted]:bg-accent",
                danger && "text-danger-text data-[highlighted]:bg-danger-soft",
              )}
            >
              <span>{label}</span>
              {help ? <span className="truncate text-muted-foreground text-xs">{help}</span> : null}
            </RadixMenu.Item>
          ))}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

/** The first answer has the focus, so that Delete and Enter are enough; the menu itself takes it while it opens. */
function focusWhenOpen(answer: HTMLElement | null): void {
  if (answer) requestAnimationFrame(() => answer.focus());
}
