"use client";

import { TriangleAlert } from "lucide-react";
import type { Problem } from "@/lib/journey/problem";
import { useCanvasEnvironment } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";
import { goToProblem } from "./go-to-problem";
import { problemKey } from "./problem-key";
import { stepWords } from "./step-words";

type EqualProblemsProps = { title: string; problems: readonly Problem[]; onChoose: (() => void) | undefined };

/** One warning of several steps: said once, and each of the steps leads to itself. */
export function EqualProblems({ title, problems, onChoose }: EqualProblemsProps) {
  const { store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const wordsOf = ({ node_id = "" }: Problem) => stepWords(views.get(node_id));
  const alike = Map.groupBy(problems, wordsOf);
  return (
    <div className="flex items-start gap-2.5 px-2 py-2">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="Warning" />
      <div className="min-w-0 flex-1">
        <p>{title}</p>
        <ul>
          {problems.map((problem) => {
            const words = wordsOf(problem);
            const same = alike.get(words) ?? [];
            return (
              <li key={problemKey(problem)}>
                <button
                  type="button"
                  className="-mx-1.5 flex w-full gap-1 rounded px-1.5 py-1 text-left text-muted-foreground text-xs hover:bg-accent hover:text-foreground"
                  onClick={() => {
                    goToProblem(store, problem);
                    onChoose?.();
                  }}
                >
                  <span className="truncate">{words}</span>
                  {same.length > 1 ? (
                    <span className="shrink-0">
                      ({same.indexOf(problem) + 1} of {same.length})
                    </span>
                  ) : null}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
