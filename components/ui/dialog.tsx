"use client";

import type { ReactNode } from "react";
import { cn } from "./cn";
import { Modal, type ModalProps } from "./modal";

export type DialogProps = Omit<ModalProps, "headerClassName" | "hideTitle"> & {
  /** buttons, the main one last */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
};

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-5xl" };

/** A modal window; a sheet from below on a phone. Focus is kept inside and returns to what opened it. */
export function Dialog({ children, footer, size = "md", className, ...modal }: DialogProps) {
  return (
    <Modal
      {...modal}
      headerClassName="px-6 pt-5 pb-3"
      className={cn(
        "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl border max-sm:animate-slide-up sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[86dvh] sm:w-[calc(100%-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-in sm:rounded-xl",
        widths[size],
        className,
      )}
    >
      {children ? <div className="relative min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-5">{children}</div> : null}
      {footer ? (
        <footer className="flex flex-wrap justify-end gap-2 border-border border-t px-6 py-4">{footer}</footer>
      ) : null}
    </Modal>
  );
}
