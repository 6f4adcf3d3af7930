"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { ApprovalDecision, ApprovalDetail } from "@/lib/api/schemas/approval";

/**
 * Asking, deciding and taking back. Whatever comes of it, what is shown of approvals is asked for anew; what was done is said here, because
 * what it was done with is gone as soon as that answer comes.
 */
export function useApprovalActions(journeyId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = `/journeys/${journeyId}/approvals`;
  const onSettled = () =>
    Promise.all(
      ["approvals", "approval", "journeys", "overview"].map((key) =>
        queries.invalidateQueries({ queryKey: [slug, key] }),
      ),
    );
  const ask = useMutation({
    mutationFn: (body: { note: string; revision: number }) => apiFetch<ApprovalDetail>(path, { method: "POST", body }),
    onSuccess: () => void toast.success("Approval is asked for"),
    onSettled,
  });
  const decide = useMutation({
    mutationFn: ({ id, ...body }: ApprovalDecision & { id: string }) =>
      apiFetch<ApprovalDetail>(`${path}/${id}/decision`, { method: "POST", body }),
    onSuccess: (_, { decision }) => void toast.success(decision === "approved" ? "Approved" : "Changes are asked for"),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: (id: string) => apiFetch<ApprovalDetail>(`${path}/${id}/withdraw`, { method: "POST", body: {} }),
    onSuccess: () => void toast.success("The request is taken back"),
    onSettled,
  });
  return { ask, decide, withdraw };
}
