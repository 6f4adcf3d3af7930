"use client";

import { Hourglass } from "lucide-react";
import { useStore } from "zustand";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { describeStuck } from "./describe-stuck";

/** At the corner of a step's card: people or mails stand still here. What is announced of a step is said by the header's button. */
export function StuckBadge({ node }: { node: string }) {
  const groups = useStore(useCanvasEnvironment().counts, (s) => s.stuck.get(node));
  if (!groups) return null;
  return (
    <span
      aria-hidden="true"
      title={groups.map((group) => describeStuck(group).title).join("\n")}
      className="-top-2 absolute right-8 z-1 inline-flex h-5 items-center gap-1 rounded-full bg-danger-soft px-1.5 font-medium text-[0.6875rem] text-danger-text tabular-nums ring-2 ring-card"
    >
      <Hourglass className="size-3" />
      {groups.reduce((sum, { people }) => sum + people, 0).toLocaleString("en")}
    </span>
  );
}
