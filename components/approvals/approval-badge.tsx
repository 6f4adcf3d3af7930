"use client";

import { UserCheck } from "lucide-react";
import { useResource } from "@/components/data/use-resource";
import { useShown } from "@/components/journey-versions/use-shown";
import { Badge } from "@/components/ui/badge";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { WorkspaceResource } from "@/lib/api/schemas/workspace";
import { approvalStates } from "./approval-words";
import { useApprovals } from "./use-approvals";

/** Whether publishing needs an approval is seldom changed. */
const RULE_STALE_MS = 300_000;

/** In the header: what has been said to the open request; a click shows what it is of. Nothing without one. */
export function ApprovalBadge({ journey }: { journey: JourneyResource }) {
  const [, show] = useShown();
  const workspace = useResource<WorkspaceResource>("workspace", "/workspace", { staleMs: RULE_STALE_MS });
  // Where the rule holds somebody else may ask at any time; elsewhere nobody can.
  const { data } = useApprovals(journey, journey.approval !== null || workspace.data?.publish_needs_approval === true);
  if (journey.approval === null) return null;
  const state = data && data.draft.state !== "none" ? data.draft.state : journey.approval.state;
  const { label, tone } = approvalStates[state];
  return (
    <button
      type="button"
      className="min-w-0 rounded-full max-sm:shrink-0"
      onClick={() => show({ kind: "compare", before: "live", after: "asked" })}
    >
      <Badge tone={tone}>
        <span className="sr-only">Approval: </span>
        <UserCheck aria-hidden="true" className="sm:hidden" />
        <span className="truncate max-sm:sr-only">{label}</span>
      </Badge>
    </button>
  );
}
