"use client";

import { useMemo } from "react";
import { useResource } from "@/components/data/use-resource";
import type { Json } from "@/lib/journey/json";

/** What this workspace has seen so far, for pickers. Every list is empty while it loads: pickers also take free text. */
export type KnownProperty = { path: string; samples: Json[] };
export type EventKind = { name: string; last_seen_at: string | null; properties: KnownProperty[] };
export type KnownSegment = { id: string; name: string };

const NOTHING: readonly never[] = [];
const STALE_MS = 60_000;

/** As the API answers it: property → an example of its value. */
type EventKindAnswer = { name: string; last_seen_at: string | null; properties: Record<string, Json> };

export function useEventKinds(): { data: readonly EventKind[]; loading: boolean } {
  const answer = useResource<{ data: EventKindAnswer[] }>("event-kinds", "/event-kinds", { staleMs: STALE_MS });
  const kinds = answer.data?.data;
  const data = useMemo(
    () =>
      kinds?.map((kind) => ({
        ...kind,
        properties: Object.entries(kind.properties).map(([path, sample]) => ({ path, samples: [sample] })),
      })) ?? NOTHING,
    [kinds],
  );
  return { data, loading: answer.isPending };
}

export function useAttributes(): { data: readonly KnownProperty[]; loading: boolean } {
  const answer = useResource<{ data: KnownProperty[] }>("attributes", "/attributes", { staleMs: STALE_MS });
  return { data: answer.data?.data ?? NOTHING, loading: answer.isPending };
}

export function useTags(): { data: readonly string[]; loading: boolean } {
  const answer = useResource<{ data: { name: string }[] }>("tags", "/tags", { staleMs: STALE_MS });
  return { data: (answer.data?.data ?? NOTHING).map((tag) => tag.name), loading: answer.isPending };
}

export function useSegments(): { data: readonly KnownSegment[]; loading: boolean; ready: boolean } {
  const answer = useResource<{ data: KnownSegment[] }>("segments", "/segments", {
    query: { limit: 200 },
    staleMs: STALE_MS,
  });
  return { data: answer.data?.data ?? NOTHING, loading: answer.isPending, ready: answer.isSuccess };
}
