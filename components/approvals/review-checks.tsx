"use client";

import { CircleCheck } from "lucide-react";
import { countProblems } from "@/components/canvas/problems/count-problems";
import { ProblemList } from "@/components/canvas/problems/problem-list";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { problemText } from "@/components/data/problem-text";
import { useResource } from "@/components/data/use-resource";
import { TestVerdicts } from "@/components/journey-tests/test-verdicts";
import { useTestRun } from "@/components/journey-tests/use-journey-tests";
import { useShown } from "@/components/journey-versions/use-shown";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource, MailProblems } from "@/lib/api/schemas/journey";

/** What publishing would say of the draft: problems of its steps and mails, and the verdict of its tests. */
export function ReviewChecks({ journey }: { journey: JourneyResource }) {
  const view = useJourneyView();
  const [, show] = useShown();
  const mails = useResource<MailProblems>("mail-problems", `/journeys/${journey.id}/mail-problems`, { staleMs: 0 });
  const problems = [...view.problems, ...(mails.data?.problems ?? [])];
  return (
    <>
      <section aria-label="Problems">
        <h2 className="mb-1 font-semibold">
          {problems.length === 0 ? "Problems" : `Problems (${countProblems(problems)})`}
        </h2>
        {mails.isError ? (
          <p className="text-warning-text">Its mails could not be checked: {problemText(mails.error)}</p>
        ) : null}
        {mails.isPending ? (
          <Skeleton className="h-8" />
        ) : problems.length > 0 ? (
          <div className="-mx-2">
            <ProblemList problems={problems} onChoose={() => show({ kind: "draft" })} />
          </div>
        ) : (
          <p className="flex items-center gap-2">
            <CircleCheck className="size-4.5 text-success" aria-hidden="true" /> Nothing stands in the way of
            publishing.
          </p>
        )}
      </section>
      <Tests journey={journey} />
    </>
  );
}

function Tests({ journey }: { journey: JourneyResource }) {
  const run = useTestRun(journey);
  const results = run.isError ? [] : (run.data?.results ?? []);
  return (
    <section aria-label="Tests">
      <h2 className="mb-1 font-semibold">Tests</h2>
      {run.isPending ? (
        <Skeleton className="h-8" />
      ) : run.isError ? (
        <p className="text-warning-text">The tests could not be run: {problemText(run.error)}</p>
      ) : results.length === 0 ? (
        <p className="text-muted-foreground">This journey has no tests.</p>
      ) : (
        <TestVerdicts results={results} />
      )}
    </section>
  );
}
