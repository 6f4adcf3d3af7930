"use client";

import { QueryFailed } from "@/components/data/query-failed";
import { useJourneyVersions } from "@/components/journeys/use-journey";

/** In place of a version while the versions cannot be read: whether it exists is not known. */
export function VersionsFailed({ journeyId, error }: { journeyId: string; error: unknown }) {
  const versions = useJourneyVersions(journeyId);
  return (
    <div className="p-8">
      <QueryFailed error={error} onRetry={() => void versions.refetch()} />
    </div>
  );
}
