"use client";

import { Badge } from "@/components/ui/badge";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { useJourneyTests, useTestRun } from "./use-journey-tests";

/** Beside the tab's name: how many tests the saved draft passes, or that it fails some. Nothing while there are none. */
export function TestsCount({ journey }: { journey: JourneyResource }) {
  const tests = useJourneyTests(journey.id);
  const some = (tests.data?.data.length ?? 0) > 0;
  const run = useTestRun(journey, some);
  if (!some || !run.data || run.isError || run.data.results.length === 0) return null;
  const { passed, failed } = run.data;
  return (
    <Badge tone={failed > 0 ? "danger" : "success"} className="ml-1.5 px-1.5">
      {failed > 0 ? `${failed} failing` : `${passed} pass`}
    </Badge>
  );
}
