"use client";

import { CircleAlert, FlaskConical, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { useNamesOf } from "@/components/journey-versions/use-names-of";
import type { Proposal } from "@/lib/api/schemas/drafting";
import { describeNode } from "@/lib/nodes/describe-node";

type ProposalProblemsProps = { proposal: Proposal; onChoose: ((id: string) => void) | undefined };

/** What would stand in the way of publishing it, what deserves a look, and saved tests that it would fail. Accepting is possible all the same. */
export function ProposalProblems({ proposal, onChoose }: ProposalProblemsProps) {
  const { problems, test_run: tests, mails_made: made, draft } = proposal;
  const namesOf = useNamesOf(useMemo(() => new Map(made.map(({ id, name }) => [id, name])), [made]));
  const stepOf = useMemo(() => {
    const names = namesOf(draft.graph);
    return new Map(draft.graph.nodes.map((node) => [node.id, describeNode(node, names).summary]));
  }, [draft.graph, namesOf]);
  const failing = (tests?.results ?? []).filter(({ passed }) => !passed);
  if (problems.length === 0 && failing.length === 0) return null;
  const first = problems.filter(
    ({ severity, code }) => severity === "error" || code === "new_address" || code === "llm_failed",
  );
  const later = problems.filter((problem) => !first.includes(problem));
  const lines = (list: readonly Line[]) => <Lines problems={list} stepOf={stepOf} onChoose={onChoose} />;
  return (
    <section aria-label="Problems of the proposal" className="flex flex-col gap-3 rounded-lg border border-border p-3">
      {first.length > 0 || failing.length > 0 ? (
        <>
          <h3 className="font-medium">Look at this before you accept it</h3>
          <ul className="flex flex-col gap-2">
            {lines(first)}
            {failing.map(({ name }) => (
              <li key={name} className="flex items-start gap-2">
                <FlaskConical className="mt-0.5 size-4 shrink-0 text-danger-text" aria-label="Test" />
                <span className="min-w-0 break-words">The saved test “{name}” would fail.</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {later.length > 0 ? (
        <details>
          <summary className="cursor-pointer font-medium">To see to before it is published</summary>
          <ul className="mt-2 flex flex-col gap-2">{lines(later)}</ul>
        </details>
      ) : null}
    </section>
  );
}

type Line = Proposal["problems"][number];
type LinesProps = {
  problems: readonly Line[];
  stepOf: ReadonlyMap<string, string>;
  onChoose: ((id: string) => void) | undefined;
};

/** What several steps lack is said once, with each of them. */
function Lines({ problems, stepOf, onChoose }: LinesProps) {
  const said = Map.groupBy(problems, ({ severity, message }) => `${severity} ${message}`);
  return [...said].map(([key, group]) => {
    const error = group[0]?.severity === "error";
    const Icon = error ? CircleAlert : TriangleAlert;
    const steps = [...new Set(group.flatMap(({ node_id }) => (node_id === undefined ? [] : [node_id])))];
    return (
      <li key={key} className="flex items-start gap-2">
        <Icon
          className={`mt-0.5 size-4 shrink-0 ${error ? "text-danger-text" : "text-warning-text"}`}
          aria-label={error ? "Stands in the way of publishing" : "Warning"}
        />
        <span className="flex min-w-0 flex-col break-words">
          {group[0]?.message}
          {steps.map((id) => (
            <StepLine key={id} words={stepOf.get(id)} onChoose={onChoose && (() => onChoose(id))} />
          ))}
        </span>
      </li>
    );
  });
}

/** The step that it is about; a click finds it on the canvas, where there is one. */
function StepLine({ words, onChoose }: { words: string | undefined; onChoose: (() => void) | undefined }) {
  if (words === undefined) return null;
  if (!onChoose) return <span className="text-muted-foreground text-xs">{words}</span>;
  return (
    <button type="button" className="text-left text-muted-foreground text-xs hover:underline" onClick={onChoose}>
      {words}
    </button>
  );
}
