"use client";

import { useEffect, useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useCanvas } from "../canvas-context";
import type { Draft } from "../store/draft";
import { describeChanges } from "./describe-changes";

type ConflictDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKeepMine: () => Promise<void>;
  onTakeTheirs: () => Promise<void>;
  /** what both sides started from, and what is stored now */
  readConflict: () => Promise<{ base: Draft; theirs: Draft }>;
};

/** Somebody else saved this journey meanwhile: one of the two drafts is kept. Taking theirs can be undone here. */
export function ConflictDialog({ open, onOpenChange, onKeepMine, onTakeTheirs, readConflict }: ConflictDialogProps) {
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
      size="lg"
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
      {open ? <BothSides readConflict={readConflict} /> : null}
      <ul className="mt-4 list-disc space-y-1 pl-5 text-muted-foreground text-sm">
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

/** What they did and what you did since you both started from the same draft. */
function BothSides({ readConflict }: Pick<ConflictDialogProps, "readConflict">) {
  const mine = useCanvas((s) => s.history.present);
  const [read, setRead] = useState<{ base: Draft; theirs: Draft } | { error: string }>();
  useEffect(() => {
    let current = true;
    readConflict().then(
      (sides) => (current ? setRead(sides) : undefined),
      (caught: unknown) => (current ? setRead({ error: problemText(caught) }) : undefined),
    );
    return () => {
      current = false;
    };
  }, [readConflict]);
  if (!read) return <Skeleton className="h-24" />;
  if ("error" in read) return <Alert tone="danger">{read.error}</Alert>;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Side title="They saved" changes={describeChanges(read.base, read.theirs)} />
      <Side title="You have" changes={describeChanges(read.base, mine)} />
    </div>
  );
}

function Side({ title, changes }: { title: string; changes: readonly string[] }) {
  return (
    <section aria-label={title} className="rounded-lg border border-border p-3">
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      {changes.length === 0 ? <p className="text-muted-foreground text-sm">Nothing different.</p> : null}
      <ul className="space-y-0.5 text-sm">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </section>
  );
}
