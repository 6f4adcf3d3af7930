"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import type { SaveState } from "@/components/data/autosave";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Draft } from "../store/draft";

type SaveChipProps = {
  state: SaveState<Draft>;
  onResolve: () => void;
  /** tries once more to store it */
  onRetry: () => void;
};

/** Whether the draft is stored; where it is not, pressing it tries again. */
export function SaveChip({ state, onResolve, onRetry }: SaveChipProps) {
  switch (state.kind) {
    case "saved":
      return <Chip icon={<Check />} text="Saved" />;
    case "changed":
    case "saving":
      return <Chip icon={<LoaderCircle className="animate-spin" />} text="Saving…" />;
    case "offline":
      return (
        <Tooltip content={`${state.reason} Your changes are kept here and sent again; press to try now.`}>
          <button type="button" className="rounded-md" onClick={onRetry}>
            <Chip icon={<CloudOff />} text="Offline" tone="text-warning-text" />
          </button>
        </Tooltip>
      );
    case "refused":
      return (
        <Tooltip content={`${state.reason} Press to try again.`}>
          <button type="button" className="rounded-md" onClick={onRetry}>
            <Chip icon={<TriangleAlert />} text="Not saved" tone="text-danger-text" />
          </button>
        </Tooltip>
      );
    case "conflict":
      return (
        <Button variant="danger-ghost" size="xs" onClick={onResolve}>
          <TriangleAlert /> Conflict
        </Button>
      );
  }
}

function Chip({ icon, text, tone = "text-muted-foreground" }: { icon: React.ReactNode; text: string; tone?: string }) {
  return (
    <span role="status" className={`inline-flex items-center gap-1.5 px-1 text-xs [&_svg]:size-3.5 ${tone}`}>
      <span aria-hidden="true">{icon}</span>
      <span className="max-sm:sr-only">{text}</span>
    </span>
  );
}
