"use client";

import { useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type ConflictDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKeepMine: () => Promise<void>;
  onTakeTheirs: () => Promise<void>;
};

/** Somebody else saved this journey meanwhile: one of the two drafts is kept. Taking theirs can be undone here. */
export function ConflictDialog({ open, onOpenChange, onKeepMine, onTakeTheirs }: ConflictDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const choose = async (action: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await action();
      onOpenChange(false);
    } catch (caught) {
      setError(problemText(caught));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Somebody else changed this journey"
      description="It was saved from another window or by another person since you opened it. Nothing of yours is lost yet."
      footer={
        <>
          <Button variant="outline" disabled={busy} onClick={() => void choose(onTakeTheirs)}>
            Take their version
          </Button>
          <Button loading={busy} onClick={() => void choose(onKeepMine)}>
            Keep mine
          </Button>
        </>
      }
    >
      {error ? <Alert tone="danger">{error}</Alert> : null}
      <ul className="list-disc space-y-1 pl-5 text-sm">
        <li>
          <strong>Keep mine</strong> replaces what they saved by what you see.
        </li>
        <li>
          <strong>Take their version</strong> shows what they saved; Undo brings yours back.
        </li>
      </ul>
    </Dialog>
  );
}
