"use client";

import { useResource } from "@/components/data/use-resource";
import type { JourneyTimers } from "@/lib/api/schemas/journey-versions";

/** What everybody inside waits for, counted now. */
export function useJourneyTimers(id: string) {
  return useResource<JourneyTimers>("journey-timers", `/journeys/${id}/timers`, { staleMs: 0, refetchMs: 10_000 });
}
