"use client";

import { cn } from "@/components/ui/cn";
import { useCanvas } from "../canvas-context";

/** What a step decided about the person who walks, at its card or row. Nothing while nobody walks past it. */
export function WalkNote({ node, className }: { node: string; className?: string }) {
  const note = useCanvas((s) => s.trail?.notes?.get(node));
  const here = useCanvas((s) => s.trail?.current === node);
  if (!note) return null;
  return (
    <span
      title={note}
      className={cn(
        "truncate rounded-full px-2 py-0.5 text-[0.6875rem] ring-2 ring-card",
        here ? "bg-primary text-primary-foreground" : "bg-primary-soft text-primary-text",
        className,
      )}
    >
      {note}
    </span>
  );
}
