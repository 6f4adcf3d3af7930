"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { resourceKey } from "@/components/data/resource-key";
import { type Autosave, useDraftAutosave } from "@/components/data/use-draft-autosave";
import { useWorkspace } from "@/components/data/workspace-context";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { Draft } from "./store/draft";
import { unsentJourneys } from "./unsent-journeys";

const draftOf = ({ name, description, settings, graph }: JourneyResource): Draft => ({
  name,
  description,
  settings,
  graph,
});

/** Saves the draft of one journey; what the page knows of it (status, version, unpublished changes) keeps in step. */
export function useAutosave(journeyId: string, draft: Draft, revision: number): Autosave<Draft, JourneyResource> {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = `/journeys/${journeyId}`;
  const remember = useCallback(
    (journey: JourneyResource) => {
      queries.setQueryData(resourceKey(slug, "journey", path), journey);
      // Whoever has left for the list while it was being saved sees it there.
      void queries.invalidateQueries({ queryKey: [slug, "journeys"] });
    },
    [queries, slug, path],
  );
  return useDraftAutosave({ path, draft, revision, remember, draftOf, unsent: unsentJourneys });
}
