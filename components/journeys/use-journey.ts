"use client";

import { useResource } from "@/components/data/use-resource";
import type { JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";

/** Read anew whenever its page opens, and by then kept up to date by what is done to it there. */
export function useJourney(id: string) {
  return useResource<JourneyResource>("journey", `/journeys/${id}`, {
    staleMs: Number.POSITIVE_INFINITY,
    fresh: true,
  });
}

export function useJourneyVersions(id: string, enabled = true) {
  return useResource<{ data: JourneyVersionResource[] }>("journey-versions", `/journeys/${id}/versions`, { enabled });
}
