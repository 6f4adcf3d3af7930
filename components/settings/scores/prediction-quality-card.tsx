"use client";

import { useState } from "react";
import { formatDayFull } from "@/components/charts/format-day";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { PredictionQualityResource } from "@/lib/api/schemas/prediction-quality";
import { QUALITY_DAYS } from "@/lib/journey/prediction-quality";
import { PredictionQualityFigures } from "./prediction-quality-figures";

const spans = QUALITY_DAYS.map((days) => ({ value: String(days), label: `${days} days` }));

/** What the predictions would have said some days ago, held against what happened since. */
export function PredictionQualityCard() {
  const [days, setDays] = useState(String(QUALITY_DAYS[0]));
  const answer = useResource<PredictionQualityResource>("scoring", "/scoring/prediction-quality", { query: { days } });
  return (
    <Card
      id="prediction-quality"
      title="How good the predictions are"
      description="Held against this workspace’s own history: what they would have said then, from what had been bought by then, and what happened since."
      actions={
        <SegmentedControl label="Days looked at" size="sm" value={days} onValueChange={setDays} options={spans} />
      }
    >
      {answer.isLoadingError ? (
        <QueryFailed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <Quality {...answer.data} />
      ) : (
        <div aria-busy="true">
          <Skeleton className="h-24" />
        </div>
      )}
    </Card>
  );
}

function Quality(quality: PredictionQualityResource) {
  const { enabled, measured, people, people_min: least, as_of: asOf, looked_at: lookedAt, sampled } = quality;
  if (!enabled) return <p className="text-muted-foreground">Nothing is measured while people are not scored.</p>;
  if (!measured)
    return (
      <p className="text-muted-foreground">
        Not enough data: on {formatDayFull(asOf)} {people === 1 ? "1 person" : `${people} people`} had bought often
        enough for a prediction; {least} are needed.
      </p>
    );
  return (
    <div className="flex flex-col gap-6">
      <PredictionQualityFigures quality={quality} measured={measured} />
      {sampled ? (
        <p className="text-muted-foreground text-xs">
          A sample: {lookedAt.toLocaleString("en")} of the people who have bought often enough.
        </p>
      ) : null}
    </div>
  );
}
