"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { resourceKey } from "@/components/data/resource-key";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";

export type JourneyAction = "publish" | "pause" | "resume" | "dry-run" | "finish" | "archive" | "duplicate";

type JourneyDeed = {
  id: string;
  action: JourneyAction;
  body?: object;
  /** what is said once it is done, here and not by the window that asked: it may be closed, or gone with its row, by then */
  said?: (journey: JourneyResource) => string;
};

/** Things done to a stored journey as a whole. Failures are told in a toast; publish leaves them to its sheet. */
export function useJourneyActions() {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const run = useMutation({
    mutationFn: ({ id, action, body = {} }: JourneyDeed) =>
      apiFetch<JourneyResource>(`/journeys/${id}/${action}`, { method: "POST", body }),
    onSuccess: (journey, { action, said }) => {
      if (said) toast.success(said(journey));
      if (action !== "duplicate")
        queries.setQueryData(resourceKey(slug, "journey", `/journeys/${journey.id}`), journey);
      void queries.invalidateQueries({ queryKey: [slug, "journeys"] });
      void queries.invalidateQueries({ queryKey: [slug, "journey-versions"] });
      void queries.invalidateQueries({ queryKey: [slug, "journey-counts"] });
    },
    onError: (error, { action }) => {
      if (action !== "publish") toast.error(problemText(error));
    },
  });
  return run;
}
