"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { describeDifference } from "./describe-difference";
import type { useTestRun } from "./use-journey-tests";

type TestResult = NonNullable<ReturnType<typeof useTestRun>["data"]>["results"][number];

/** What a run of a journey's tests says, where one decides about publishing: that all pass, or which fail and where. */
export function TestVerdicts({ results }: { results: readonly TestResult[] }) {
  const { views } = useJourneyView();
  const failing = results.filter((result) => !result.passed);
  if (failing.length === 0)
    return (
      <p className="flex items-center gap-2">
        <CircleCheck className="size-4.5 text-success" aria-hidden="true" />
        {results.length === 1 ? "The one test passes." : `All ${results.length} tests pass.`}
      </p>
    );
  return (
    <ul className="flex flex-col gap-2">
      {failing.map((result) => (
        <li key={result.id} className="flex items-start gap-2">
          <CircleX className="mt-0.5 size-4 shrink-0 text-danger-text" aria-label="Fails" />
          <span className="min-w-0">
            <span className="block font-medium">{result.name}</span>
            <span className="block text-muted-foreground text-xs">{describeDifference(result, views)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
