"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { resourceKey } from "@/components/data/resource-key";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { SubscriberResource, SubscriberWrite } from "@/lib/api/schemas/subscriber";

export type PersonChange = {
  write: SubscriberWrite;
  /** what the toast says: "Tag added" */
  done: string;
  /** takes the change back */
  undo?: SubscriberWrite;
};

/** Writes to one person and offers to undo it. Triggers, waits and segments see the change as they see one from the API. */
export function useSavePerson(externalId: string) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const path = `/subscribers/${encodeURIComponent(externalId)}`;
  const put = async (write: SubscriberWrite) => {
    const person = await apiFetch<SubscriberResource>(path, { method: "PUT", body: write });
    queries.setQueryData(resourceKey(slug, "people", path), person);
    await queries.invalidateQueries({ queryKey: [slug, "people"] });
    await queries.invalidateQueries({ queryKey: [slug, "timeline"] });
  };
  return useMutation({
    mutationFn: ({ write }: PersonChange) => put(write),
    onSuccess: (_, { done, undo }) => {
      const takeBack = () => {
        if (undo) put(undo).catch((error) => toast.error("Not undone", { description: problemText(error) }));
      };
      toast.success(done, undo ? { undo: takeBack } : {});
    },
    onError: (error) => toast.error("Not saved", { description: problemText(error) }),
  });
}
