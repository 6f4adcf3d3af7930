"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";

export type WalkKind = "walk" | "replay";

type WalkPanelProps = { kind: WalkKind; onKind: (kind: WalkKind) => void; onClose: () => void; children: ReactNode };

/** The head of the panel beside a walk: try it out, or see what really happened to somebody. */
export function WalkPanel({ kind, onKind, onClose, children }: WalkPanelProps) {
  return (
    <>
      <header className="sticky top-0 z-10 flex items-center justify-between gap-2 border-border border-b bg-card px-4 py-2.5 max-md:static">
        <h2 className="sr-only">Walk as a person</h2>
        <SegmentedControl
          label="What to see"
          size="sm"
          value={kind}
          onValueChange={onKind}
          options={[
            { value: "walk", label: "Try it" },
            { value: "replay", label: "What happened" },
          ]}
        />
        <IconButton label="Back to editing" size="icon-xs" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </>
  );
}
