"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { JourneyTestResource } from "@/lib/api/schemas/journey-test";

/** Saves a walk, given as the request it was made by, as a test that expects what came of it. One click; Undo deletes it. */
export function SaveAsTest({ journeyId, walk }: { journeyId: string; walk: object }) {
  const mayEdit = useMay("edit");
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const path = `/journeys/${journeyId}/tests`;
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: [slug, "journey-tests", path] }),
      queries.invalidateQueries({ queryKey: [slug, "journey-test-run", journeyId] }),
    ]);
  const remove = useMutation({
    mutationFn: (id: string) => apiFetch(`${path}/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
    onError: (error) => toast.error(problemText(error)),
  });
  const save = useMutation({
    mutationFn: () => apiFetch<JourneyTestResource>(`${path}/record`, { method: "POST", body: walk }),
    onSuccess: async (test) => {
      await refresh();
      toast.success(`Saved as “${test.name}”`, {
        description: "It runs with every change and before every publish.",
        undo: () => remove.mutate(test.id),
      });
    },
    onError: (error) => toast.error(problemText(error)),
  });
  if (!mayEdit) return null;
  return (
    <Button variant="outline" size="xs" className="w-fit" loading={save.isPending} onClick={() => save.mutate()}>
      <ListChecks /> Save as a test
    </Button>
  );
}
