"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvas } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";
import { ProblemList } from "./problem-list";

/** Everything that publishing would refuse, and what deserves a look. A click goes to the step and its setting. */
export function ProblemsPanel() {
  const set = useCanvas((s) => s.set);
  const { problems } = useJourneyView();
  return (
    <aside aria-label="Problems" className="flex w-80 shrink-0 flex-col border-border border-l bg-card max-md:hidden">
      <header className="flex items-center justify-between border-border border-b px-4 py-3">
        <h2 className="font-semibold text-sm">Problems</h2>
        <IconButton label="Close the problems" size="icon-xs" onClick={() => set({ panel: "none" })}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        <ProblemList problems={problems} />
      </div>
    </aside>
  );
}
