"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

export type ConfirmDialogProps = {
  title: string;
  description: string;
  confirm: string;
  cancel?: string;
  busy: boolean;
  /** what must be said first is missing */
  disabled?: boolean;
  /** nothing is lost by it: the button is no warning */
  harmless?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** what else must be said, and why it did not work */
  children?: ReactNode;
};

/** For the few things that nothing can undo. */
export function ConfirmDialog({
  title,
  description,
  confirm,
  cancel = "Cancel",
  busy,
  disabled,
  harmless,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {cancel}
          </Button>
          <Button variant={harmless ? "primary" : "danger"} disabled={disabled} loading={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
