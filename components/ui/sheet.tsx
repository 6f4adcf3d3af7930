"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: "left" | "right" | "bottom";
  children: ReactNode;
  footer?: ReactNode;
  /** the title is for screen readers only */
  hideTitle?: boolean;
  className?: string;
};

const sides = {
  right: "inset-y-0 right-0 w-full max-w-md animate-slide-right border-l",
  left: "inset-y-0 left-0 w-full max-w-80 animate-slide-left border-r",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] animate-slide-up rounded-t-xl border-t",
};

/** A modal panel at an edge of the window. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  side = "right",
  children,
  footer,
  hideTitle,
  className,
}: SheetProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 bg-black/40 dark:bg-black/60" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex flex-col border-border bg-popover text-popover-foreground shadow-lg",
            sides[side],
            className,
          )}
        >
          <header
            className={cn("flex items-start justify-between gap-4 px-5 pt-4 pb-2", hideTitle && "justify-end pb-0")}
          >
            <div className={cn("flex flex-col gap-1", hideTitle && "sr-only")}>
              <RadixDialog.Title className="font-semibold text-base tracking-tight">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="text-muted-foreground text-sm">
                  {description}
                </RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close
              className="-mr-2 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
              aria-label="Close"
            >
              <X className="size-4" aria-hidden="true" />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-border border-t px-5 py-4">{footer}</footer>
          ) : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
