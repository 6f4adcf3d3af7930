"use client";

import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { ScoringResource } from "@/lib/api/schemas/scoring";
import { PredictionQualityCard } from "./prediction-quality-card";
import { ScoresForm } from "./scores-form";

const WHILE_BUILDING_MS = 1_000;

/** How people are scored and staged. While everybody is being scored the page follows it. */
export function ScoresSettings() {
  const scoring = useResource<ScoringResource>("scoring", "/scoring", {
    refetchMs: (data) => (data?.building ? WHILE_BUILDING_MS : false),
  });
  if (scoring.isLoadingError) return <QueryFailed error={scoring.error} onRetry={() => void scoring.refetch()} />;
  if (scoring.isPending) return <TableSkeleton label="Loading the scores" />;
  return (
    <div className="flex flex-col gap-6">
      <ScoresForm scoring={scoring.data} />
      <PredictionQualityCard />
    </div>
  );
}
