"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { resourceKey } from "@/components/data/resource-key";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import type { ApprovalDetail, ApprovalList } from "@/lib/api/schemas/approval";
import type { JourneyResource } from "@/lib/api/schemas/journey";

/** Somebody else may ask, answer or change a mail meanwhile. */
const AGAIN_MS = 10_000;

/** Whether publishing needs an approval and how the saved draft stands. What the page knows of the journey keeps in step. */
export function useApprovals({ id, revision }: Pick<JourneyResource, "id" | "revision">, enabled = true) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const path = `/journeys/${id}`;
  const answer = useResource<ApprovalList>("approvals", `${path}/approvals`, {
    // Asked anew with every save of the draft.
    query: { revision },
    enabled,
    staleMs: 0,
    refetchMs: (data) => (data?.needed ? AGAIN_MS : false),
  });
  const { data } = answer;
  useEffect(() => {
    if (!data) return;
    const approval = openApproval(data);
    queries.setQueryData<JourneyResource>(resourceKey(slug, "journey", path), (journey) =>
      !journey || (journey.approval?.id === approval?.id && journey.approval?.state === approval?.state)
        ? journey
        : { ...journey, approval },
    );
  }, [data, queries, slug, path]);
  return answer;
}

function openApproval({ needed, data }: ApprovalList): JourneyResource["approval"] {
  const open = needed ? data.find((request) => request.open) : undefined;
  if (open?.state !== "waiting" && open?.state !== "approved" && open?.state !== "changes_asked") return null;
  return { id: open.id, state: open.state };
}

/** The open request with the draft as it stood when it was asked for. */
export function useAskedContent({ id, approval }: Pick<JourneyResource, "id" | "approval">, enabled: boolean) {
  return useResource<ApprovalDetail>("approval", `/journeys/${id}/approvals/${approval?.id}`, {
    enabled: enabled && approval !== null,
    staleMs: Number.POSITIVE_INFINITY,
  });
}
