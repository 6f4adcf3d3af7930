"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useReturnFocus } from "./use-return-focus";

export type ModalProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  className?: string;
  headerClassName?: string;
  /** the title is for screen readers only */
  hideTitle?: boolean | undefined;
};

/** What a dialog and a sheet are made of: the backdrop, the window, its title and how to close it. Focus stays inside and returns. */
export function Modal({
  open,
  onOpenChange,
  title,
  description,
  children,
  className,
  headerClassName,
  hideTitle,
}: ModalProps) {
  const returnFocus = useReturnFocus(open);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 bg-black/40 dark:bg-black/60" />
        <RadixDialog.Content
          {...returnFocus}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex flex-col border-border bg-popover text-popover-foreground shadow-lg",
            className,
          )}
        >
          <header
            className={cn("flex items-start justify-between gap-4", headerClassName, hideTitle && "justify-end pb-0")}
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
              className="-mt-1 -mr-2 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
              aria-label="Close"
            >
              <X className="size-4" aria-hidden="true" />
            </RadixDialog.Close>
          </header>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
