"use client";

import type { ReactNode } from "react";
import { cn } from "./cn";
import { Modal, type ModalProps } from "./modal";

export type SheetProps = Omit<ModalProps, "headerClassName"> & {
  side?: "left" | "right" | "bottom";
  footer?: ReactNode;
};

const sides = {
  right: "inset-y-0 right-0 w-full max-w-md animate-slide-right border-l",
  left: "inset-y-0 left-0 w-full max-w-80 animate-slide-left border-r",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] animate-slide-up rounded-t-xl border-t",
};

/** A modal panel at an edge of the window. */
export function Sheet({ side = "right", children, footer, className, ...modal }: SheetProps) {
  return (
    <Modal {...modal} headerClassName="px-5 pt-4 pb-2" className={cn(sides[side], className)}>
      <div className="relative min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
      {footer ? <footer className="flex justify-end gap-2 border-border border-t px-5 py-4">{footer}</footer> : null}
    </Modal>
  );
}
