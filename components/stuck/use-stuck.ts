"use client";

import { useResource } from "@/components/data/use-resource";
import type { List } from "@/lib/api/schemas/common";
import type { StuckGroup } from "@/lib/api/schemas/stuck";

const REFRESH_MS = 15_000;
const NOTHING: readonly StuckGroup[] = [];

/** What stands still in a journey; empty until it is known. */
export function useStuck(journeyId: string, enabled = true): readonly StuckGroup[] {
  const answer = useResource<List<StuckGroup>>("stuck", `/journeys/${journeyId}/stuck`, {
    refetchMs: REFRESH_MS,
    enabled,
  });
  return answer.data?.data ?? NOTHING;
}
