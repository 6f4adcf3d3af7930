"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { SegmentMembersChanged } from "@/lib/api/schemas/segment";

type Change = { externalIds: readonly string[]; join: boolean };

/** Puts people into a manual segment or takes them out; what is shown follows. */
export function useChangeMembers(segmentId: string) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ externalIds, join }: Change) =>
      apiFetch<SegmentMembersChanged>(`/segments/${segmentId}/members${join ? "" : "/remove"}`, {
        method: "POST",
        body: { external_ids: externalIds },
      }),
    onError: (error) => toast.error(problemText(error)),
    // Not waited for: who is taken out goes with the new list, and what offers to put them back must be said before.
    onSettled: () => void queries.invalidateQueries({ queryKey: [slug, "segments"] }),
  });
}
