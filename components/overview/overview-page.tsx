"use client";

import dynamic from "next/dynamic";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { Overview } from "@/lib/api/schemas/activity";
import { ActiveJourneys } from "./active-journeys";
import { Attention } from "./attention";
import { Figures } from "./figures";
import { RecentActivity } from "./recent-activity";
import { SampleProgress } from "./sample-progress";
import { TryIt } from "./try-it";

const FirstSteps = dynamic(() => import("./first-steps").then((m) => m.FirstSteps));

/** What is happening, and what needs me? `tryItAway`: what there is to try was put away in this browser. */
export function OverviewPage({ tryItAway }: { tryItAway: boolean }) {
  const { name } = useWorkspace();
  const overview = useResource<Overview>("overview", "/overview", { refetchMs: 15_000 });
  return (
    <PageBody>
      <PageHeader title="Overview" description={`What is happening in ${name}, and what needs you.`} />
      <SampleProgress />
      {overview.isLoadingError ? (
        <QueryFailed error={overview.error} onRetry={() => void overview.refetch()} />
      ) : overview.isPending ? (
        <div role="status" className="flex flex-col gap-6">
          <span className="sr-only">Loading the overview</span>
          <Skeleton className="h-32 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
      ) : (
        <Loaded overview={overview.data} tryItAway={tryItAway} />
      )}
    </PageBody>
  );
}

function Loaded({ overview, tryItAway }: { overview: Overview; tryItAway: boolean }) {
  const { draft, active, paused } = overview.journeys;
  if (draft + active + paused === 0 && overview.subscribers.total === 0) return <FirstSteps />;
  return (
    <>
      <TryIt journeys={overview.top_journeys} away={tryItAway} />
      <Figures overview={overview} />
      <Attention items={overview.attention} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ActiveJourneys overview={overview} />
        <RecentActivity />
      </div>
    </>
  );
}
