"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

export type TooltipProps = {
  content: ReactNode;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** a single focusable element */
  children: ReactNode;
};

/** A short name or explanation on hover and focus. Never the only place for something one must know. */
export function Tooltip({ content, shortcut, side = "top", children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={350} skipDelayDuration={200}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-[60] flex max-w-72 animate-in items-center gap-2 rounded-md bg-foreground px-2.5 py-1.5 text-background text-xs shadow-md"
          >
            {content}
            {shortcut ? <Kbd className="border-background/30 bg-transparent text-background">{shortcut}</Kbd> : null}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
