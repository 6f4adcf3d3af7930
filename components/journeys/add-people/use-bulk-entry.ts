"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import type { BulkEntryResource } from "@/lib/api/schemas/bulk-entry";
import type { JsonObject } from "@/lib/journey/json";

const LOOK_EVERY_MS = 800;

/** Puts many people into a journey and follows how far it is. */
export function useBulkEntry(journeyId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = `/journeys/${journeyId}/bulk-enrollments`;
  const start = useMutation({
    mutationFn: (body: { source: JsonObject; properties: JsonObject }) =>
      apiFetch<BulkEntryResource>(path, { method: "POST", body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug, "bulk-enrollment"] }),
  });
  const id = start.data?.id;
  const progress = useResource<BulkEntryResource>("bulk-enrollment", `${path}/${id}`, {
    enabled: id !== undefined,
    refetchMs: (data) => (data === undefined || data.status === "running" ? LOOK_EVERY_MS : false),
  });
  const stop = useMutation({
    mutationFn: () => apiFetch<BulkEntryResource>(`${path}/${id}/stop`, { method: "POST" }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug, "bulk-enrollment"] }),
  });
  return { start, stop, entry: progress.data ?? start.data };
}
