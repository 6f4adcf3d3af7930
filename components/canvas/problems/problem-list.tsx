"use client";

import { ChevronRight, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import type { Problem } from "@/lib/journey/problem";
import { useCanvasEnvironment } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";
import { EqualProblems } from "./equal-problems";
import { goToProblem } from "./go-to-problem";
import { groupProblems, withoutPrefix } from "./group-problems";
import { problemKey } from "./problem-key";
import { stepWords } from "./step-words";

/** What stands in the way and what deserves a look. Each leads to where it is mended: a step and its setting, or a block of its mail. */
export function ProblemList({ problems, onChoose }: { problems: readonly Problem[]; onChoose?: () => void }) {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-2 px-2 py-4 text-muted-foreground">
        <CircleCheck className="size-4 text-success" aria-hidden="true" /> Nothing stands in the way of publishing.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {groupProblems(problems).map(({ title, steps, problems: group }) => (
        <li key={group.map(problemKey).join(" ")}>
          {title === undefined ? (
            <Lines problems={group} onChoose={onChoose} />
          ) : steps ? (
            <EqualProblems title={title} problems={group} onChoose={onChoose} />
          ) : (
            <details className="group">
              <summary className="flex cursor-pointer list-none items-start gap-2.5 rounded-lg px-2 py-2 hover:bg-accent [&::-webkit-details-marker]:hidden">
                <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning-text" aria-label="Warning" />
                <span className="min-w-0 flex-1">{title}</span>
                <span className="flex shrink-0 items-center gap-0.5 text-primary-text text-xs leading-5">
                  <span className="group-open:hidden">Show</span>
                  <span className="hidden group-open:inline">Hide</span>
                  <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden="true" />
                </span>
              </summary>
              <ul className="flex flex-col pl-6.5">
                {group.map((problem) => (
                  <li key={problemKey(problem)}>
                    <ProblemLine problem={problem} onChoose={onChoose} within />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

type LineProps = { problem: Problem; onChoose: (() => void) | undefined; within?: boolean };

function Lines({ problems, onChoose }: { problems: readonly Problem[]; onChoose: (() => void) | undefined }) {
  return problems.map((problem) => <ProblemLine key={problemKey(problem)} problem={problem} onChoose={onChoose} />);
}

const lineClass =
  "flex w-full items-start gap-2.5 rounded-lg px-2 py-2 text-left hover:bg-accent disabled:hover:bg-transparent";

/** One problem; `within` a list whose title says already what kind it is. */
function ProblemLine({ problem, onChoose, within = false }: LineProps) {
  const { store } = useCanvasEnvironment();
  const { slug } = useWorkspace();
  const { mail } = problem;
  if (mail)
    return (
      <Link href={`/w/${slug}/templates/${mail.template_id}?${placeOf(mail)}`} className={lineClass}>
        <Words problem={problem} within={within} />
      </Link>
    );
  return (
    <button
      type="button"
      className={lineClass}
      disabled={problem.node_id === undefined}
      onClick={() => {
        goToProblem(store, problem);
        onChoose?.();
      }}
    >
      <Words problem={problem} within={within} />
    </button>
  );
}

function Words({ problem, within }: { problem: Problem; within: boolean }): ReactNode {
  const { views } = useJourneyView();
  const step = problem.node_id === undefined ? undefined : views.get(problem.node_id);
  const Icon = problem.severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <>
      {within ? null : (
        <Icon
          className={`mt-0.5 size-4 shrink-0 ${problem.severity === "error" ? "text-danger-text" : "text-warning-text"}`}
          aria-label={problem.severity === "error" ? "Error" : "Warning"}
        />
      )}
      <span className="min-w-0">
        <span className="block">{within ? withoutPrefix(problem.message) : problem.message}</span>
        {step ? <span className="block truncate text-muted-foreground text-xs">{stepWords(step)}</span> : null}
      </span>
    </>
  );
}

/** A place in a mail as the editor's address takes it. */
function placeOf({ block_id, field }: NonNullable<Problem["mail"]>): URLSearchParams {
  return new URLSearchParams({ ...(block_id ? { block: block_id } : {}), ...(field ? { field } : {}) });
}
