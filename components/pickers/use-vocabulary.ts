"use client";

import { useMemo } from "react";
import { useAllPages } from "@/components/data/use-all-pages";
import { useResource } from "@/components/data/use-resource";
import type { AttributeResource, EventKindResource, TagResource } from "@/lib/api/schemas/activity";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { SegmentResource } from "@/lib/api/schemas/segment";

/** What this workspace has seen so far, for pickers. Every list is empty while it loads: pickers also take free text. */
type Known<Item> = { data: readonly Item[]; loading: boolean; ready: boolean };

const NOTHING: readonly never[] = [];
const STALE_MS = 60_000;

function useKnown<Item>(key: string, path: string): Known<Item> {
  const answer = useResource<{ data: Item[] }>(key, path, { staleMs: STALE_MS });
  return { data: answer.data?.data ?? NOTHING, loading: answer.isPending, ready: answer.isSuccess };
}

export function useEventKinds(): Known<EventKindResource> {
  return useKnown<EventKindResource>("event-kinds", "/event-kinds");
}

/** Attributes that were sent; the fields that everybody has are in subscriber-fields.ts. */
export function useAttributes(): Known<AttributeResource> {
  const known = useKnown<AttributeResource>("attributes", "/attributes");
  const data = useMemo(() => known.data.filter((a) => a.source === "attribute"), [known.data]);
  return { ...known, data };
}

/** Tags, the most frequent first. */
export function useTags(): Known<TagResource> {
  return useKnown<TagResource>("tags", "/tags");
}

export function useSegments(): Known<SegmentResource> {
  return useAllPages<SegmentResource>("segments", "/segments", STALE_MS);
}

export function useJourneys(): Known<JourneyResource> {
  return useAllPages<JourneyResource>("journeys", "/journeys", STALE_MS);
}
