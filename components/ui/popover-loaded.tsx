"use client";

import * as RadixPopover from "radix-ui/popover";
import { cn } from "./cn";
import { leavePlacedFocus } from "./leave-placed-focus";
import type { PopoverProps } from "./popover";

/** The real panel behind Popover, in a chunk of its own; it arrives open. */
export function PopoverLoaded({
  trigger,
  children,
  label,
  open,
  onOpenChange,
  align = "start",
  side = "bottom",
  className,
}: PopoverProps) {
  return (
    <RadixPopover.Root
      {...(open === undefined ? { defaultOpen: true } : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={leavePlacedFocus}
          className={cn(
            "z-50 w-72 max-w-[calc(100vw-1rem)] animate-in rounded-lg border border-border bg-popover p-4 text-popover-foreground shadow-lg outline-none",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
