"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

type FoldedProps = {
  label: string;
  /** how much is said inside; it stands open at first where something is */
  count: number;
  children: ReactNode;
};

/** What is seldom used, behind its name and how much of it there is. */
export function Folded({ label, count, children }: FoldedProps) {
  const [open] = useState(count > 0);
  return (
    <details open={open} className="group rounded-lg border border-border">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-3 py-2 font-medium text-[0.8125rem] hover:bg-muted/60 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        {label}
        {count > 0 ? <span className="font-normal text-muted-foreground text-xs tabular-nums">{count}</span> : null}
      </summary>
      <div className="flex flex-col gap-4 px-3 pt-1 pb-3">{children}</div>
    </details>
  );
}
