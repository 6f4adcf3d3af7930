"use client";

import { CircleAlert, CircleCheck, TriangleAlert, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { Problem } from "@/lib/journey/problem";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import type { CanvasStore } from "../store/canvas-store";
import { useJourneyView } from "../view/journey-view";

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

export function ProblemList({ problems, onChoose }: { problems: readonly Problem[]; onChoose?: () => void }) {
  const { store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 px-2 py-4 text-muted-foreground">
        <CircleCheck className="size-4 text-success" aria-hidden="true" /> Nothing stands in the way of publishing.
      </p>
    );
  }
  const sorted = problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  return (
    <ul className="flex flex-col gap-0.5">
      {sorted.map((problem) => (
        <li key={`${problem.node_id} ${problem.field} ${problem.code} ${problem.message}`}>
          <button
            type="button"
            className="flex w-full items-start gap-2.5 rounded-lg px-2 py-2 text-left hover:bg-accent disabled:hover:bg-transparent"
            disabled={problem.node_id === undefined}
            onClick={() => {
              goToProblem(store, problem);
              onChoose?.();
            }}
          >
            {problem.severity === "error" ? (
              <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger-text" aria-label="Error" />
            ) : (
              <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="Warning" />
            )}
            <span className="min-w-0">
              <span className="block">{problem.message}</span>
              {problem.node_id ? (
                <span className="block truncate text-muted-foreground text-xs">
                  {views.get(problem.node_id)?.label}: {views.get(problem.node_id)?.summary}
                </span>
              ) : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function goToProblem(store: CanvasStore, problem: Problem): void {
  if (problem.node_id !== undefined) store.getState().inspect(problem.node_id, problem.field);
}
