"use client";

import { Check, CloudOff, Loader2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { TemplateResource } from "@/lib/api/schemas/templates";
import type { TemplateAutosave } from "./store/use-template-autosave";

const words = {
  saved: "Saved",
  changed: "Saving",
  saving: "Saving",
  offline: "Offline",
  refused: "Not saved",
  conflict: "Conflict",
} as const;

/** Where the draft stands; in a conflict it opens the choice. */
export function SaveChip({
  autosave,
  onTheirs,
}: {
  autosave: TemplateAutosave;
  onTheirs: (stored: TemplateResource) => void;
}) {
  const { state } = autosave;
  const [open, setOpen] = useState(false);
  const reason = state.kind === "offline" || state.kind === "refused" ? state.reason : undefined;
  const Icon =
    state.kind === "saved"
      ? Check
      : state.kind === "offline"
        ? CloudOff
        : state.kind === "conflict" || state.kind === "refused"
          ? TriangleAlert
          : Loader2;
  const calm = state.kind === "saved" || state.kind === "saving" || state.kind === "changed";
  const choose = (run: () => Promise<void>) => {
    setOpen(false);
    run().catch((error: unknown) => toast.error("That did not work", { description: problemText(error) }));
  };
  return (
    <>
      <button
        type="button"
        title={reason}
        aria-label={words[state.kind]}
        aria-disabled={state.kind !== "conflict" && reason === undefined}
        onClick={() => {
          if (state.kind === "conflict") setOpen(true);
          else if (reason) toast.error(words[state.kind], { description: reason, id: "mail-not-saved" });
        }}
        className={cn(
          "inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 text-xs",
          calm ? "cursor-default text-muted-foreground" : "bg-warning-soft text-warning-text",
          (state.kind === "conflict" || reason) && "cursor-pointer underline underline-offset-2",
        )}
      >
        <Icon className={cn("size-3.5", Icon === Loader2 && "animate-spin")} aria-hidden="true" />
        <span role="status" className="max-sm:sr-only">
          {words[state.kind]}
        </span>
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="sm"
        title="Somebody else saved this template"
        description="Your changes are not lost. Keep one side; the other is overwritten."
        footer={
          <>
            <Button variant="outline" onClick={() => choose(async () => onTheirs(await autosave.takeTheirs()))}>
              Take theirs
            </Button>
            <Button onClick={() => choose(autosave.keepMine)}>Keep mine</Button>
          </>
        }
      />
    </>
  );
}
