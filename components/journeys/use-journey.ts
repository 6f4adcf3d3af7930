"use client";

import { useResource } from "@/components/data/use-resource";
import type { JourneyCounts, JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";

export function useJourney(id: string) {
  return useResource<JourneyResource>("journey", `/journeys/${id}`, { staleMs: Number.POSITIVE_INFINITY });
}

/** Counts of the live version, asked again every few seconds while the page is looked at. */
export function useJourneyCounts(id: string, enabled: boolean) {
  return useResource<JourneyCounts>("journey-counts", `/journeys/${id}/counts`, { refetchMs: 4_000, enabled });
}

export function useJourneyVersions(id: string, enabled = true) {
  return useResource<{ data: JourneyVersionResource[] }>("journey-versions", `/journeys/${id}/versions`, { enabled });
}
