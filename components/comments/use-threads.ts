"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useStore } from "zustand";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { readAllPages } from "@/components/data/read-all-pages";
import { useWorkspace } from "@/components/data/workspace-context";
import type { ThreadResource } from "@/lib/api/schemas/comment";

/** Under what the threads of a journey are cached, whatever their state. */
export const threadsKey = (workspace: string, journeyId: string) => [workspace, "comments", journeyId];

/** Everything said about the open journey. Read anew whenever the page hears that something has changed; what was shown stays until then. */
export function useThreads() {
  const { counts, journeyId } = useCanvasEnvironment();
  const { slug } = useWorkspace();
  const stamp = useStore(counts, ({ comments }) => comments?.stamp);
  const { data, error, isPending, isLoadingError, refetch } = useQuery({
    queryKey: [...threadsKey(slug, journeyId), stamp],
    queryFn: ({ signal }) => readAllPages<ThreadResource>(`/journeys/${journeyId}/comments`, { signal }),
    placeholderData: keepPreviousData,
  });
  return { threads: data?.data ?? [], error, isPending, isLoadingError, refetch };
}
