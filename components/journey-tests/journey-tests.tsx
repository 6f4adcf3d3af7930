"use client";

import { FlaskConical, Plus } from "lucide-react";
import { useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { ApiError } from "@/components/data/api-error";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { JourneyTestResource } from "@/lib/api/schemas/journey-test";
import { BacktestCard } from "./backtest-card";
import { TestForm } from "./test-form";
import { TestLine } from "./test-line";
import { useJourneyTests, useTestRun } from "./use-journey-tests";

/** The saved cases of a journey with the verdict over the draft as it is saved now. */
export function JourneyTests({ journey }: { journey: JourneyResource }) {
  const { editable } = useCanvasEnvironment();
  const tests = useJourneyTests(journey.id);
  const run = useTestRun(journey);
  const [editing, setEditing] = useState<JourneyTestResource | "new">();
  const results = new Map(run.data?.results.map((result) => [result.id, result]));
  const add = editable ? (
    <Button size="sm" onClick={() => setEditing("new")}>
      <Plus /> Write a test
    </Button>
  ) : null;
  return (
    <PageBody className="max-w-4xl">
      {run.isError ? <NotRun error={run.error} onRetry={() => void run.refetch()} /> : null}
      {tests.isLoadingError ? <QueryFailed error={tests.error} onRetry={() => void tests.refetch()} /> : null}
      {tests.isPending ? <Skeleton className="h-40" /> : null}
      {tests.data?.data.length === 0 ? (
        <EmptyState
          icon={<FlaskConical />}
          title="No tests yet"
          description="A test says what must happen to somebody: “who leaves a cart of 250 and buys within the hour gets no reminder”. Tests run while you edit, and a publish must pass them. Walk somebody through it and save that as a test, or write one."
          action={add}
        />
      ) : null}
      {tests.data && tests.data.data.length > 0 ? (
        <Card
          title="Tests"
          description={verdict(run.isError ? undefined : run.data)}
          actions={add}
          flush
          aria-busy={run.isFetching}
        >
          <ul className="divide-y divide-border border-border border-t">
            {tests.data.data.map((test) => (
              <TestLine
                key={test.id}
                journeyId={journey.id}
                test={test}
                result={run.isError ? undefined : results.get(test.id)}
                onEdit={() => setEditing(test)}
              />
            ))}
          </ul>
        </Card>
      ) : null}
      <BacktestCard journeyId={journey.id} />
      {editing ? (
        <TestForm
          journeyId={journey.id}
          test={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </PageBody>
  );
}

function verdict(run: { passed: number; failed: number } | undefined): string {
  if (!run) return "Walked through the draft with every save of it.";
  if (run.failed === 0) return run.passed === 1 ? "It passes." : `All ${run.passed} pass.`;
  return `${run.failed} of ${run.failed + run.passed} ${run.failed === 1 ? "fails" : "fail"}: the draft cannot be published like this.`;
}

/** The API understood and said why not, or it could not be asked. */
function NotRun({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const understood = error instanceof ApiError && error.status >= 400 && error.status < 500;
  if (!understood) return <QueryFailed error={error} onRetry={onRetry} />;
  return (
    <Alert tone="warning" title="The draft cannot be walked yet, so no test says anything">
      {problemText(error)}
    </Alert>
  );
}
