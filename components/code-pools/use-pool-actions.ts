"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { CodePoolPatch, CodePoolResource, CodesAdd } from "@/lib/api/schemas/code-pool";

/** Make, change, fill and archive pools; each refreshes the lists and says so when it fails. */
export function usePoolActions() {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const onSuccess = () => queries.invalidateQueries({ queryKey: [slug, "code-pools"] });
  const onError = (error: unknown) => {
    // what is wrong with a field stands at the field
    if (!(error instanceof ApiError && error.fieldError("name")))
      toast.error("That did not work", { description: problemText(error) });
  };
  const save = useMutation({
    mutationFn: ({ id, ...body }: CodePoolPatch & { id?: string | undefined }) =>
      apiFetch<CodePoolResource>(id === undefined ? "/code-pools" : `/code-pools/${id}`, {
        method: id === undefined ? "POST" : "PATCH",
        body,
      }),
    onSuccess,
    onError,
  });
  const add = useMutation({
    mutationFn: ({ id, ...body }: CodesAdd & { id: string }) =>
      apiFetch<{ added: number; known: number }>(`/code-pools/${id}/codes`, { method: "POST", body }),
    onSuccess: async ({ added, known }) => {
      await onSuccess();
      toast.success(
        `${added.toLocaleString("en")} codes added`,
        known > 0 ? { description: `${known} were there already.` } : {},
      );
    },
    onError,
  });
  const archive = useMutation({
    mutationFn: (pool: CodePoolResource) => apiFetch<void>(`/code-pools/${pool.id}`, { method: "DELETE" }),
    onSuccess,
    onError,
  });
  return { save, add, archive };
}
