"use client";

import { useResource } from "@/components/data/use-resource";
import type { JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";

/** Read anew whenever a page opens it (`fresh`; else it came with the page), and by then kept up to date by what is done to it there. */
export function useJourney(id: string, fresh: boolean) {
  return useResource<JourneyResource>("journey", `/journeys/${id}`, { staleMs: Number.POSITIVE_INFINITY, fresh });
}

export function useJourneyVersions(id: string, enabled = true) {
  return useResource<{ data: JourneyVersionResource[] }>("journey-versions", `/journeys/${id}/versions`, { enabled });
}
