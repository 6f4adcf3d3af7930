"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { JourneyCreate, JourneyResource } from "@/lib/api/schemas/journey";

/** Makes a journey; without a graph it is empty. */
export function useCreateJourney() {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  return useMutation({
    mutationFn: (journey: Partial<JourneyCreate> & { name: string }) =>
      apiFetch<JourneyResource>("/journeys", { method: "POST", body: journey }),
    // Not waited for: with the first journey goes the place that it was made from, and what leads to it would go with that.
    onSuccess: () => void queries.invalidateQueries({ queryKey: [slug, "journeys"] }),
    onError: (error) => toast.error(problemText(error)),
  });
}
