"use client";

import { X } from "lucide-react";
import { useMay } from "@/components/data/workspace-context";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { SegmentMember, SegmentResource } from "@/lib/api/schemas/segment";
import { useChangeMembers } from "./use-change-members";

/** Takes one person out of a manual segment; the toast puts them back. */
export function RemoveMember({ segment, person }: { segment: SegmentResource; person: SegmentMember["subscriber"] }) {
  const mayEdit = useMay("edit");
  const change = useChangeMembers(segment.id);
  if (!mayEdit) return null;
  const externalIds = [person.external_id];
  return (
    <IconButton
      label={`Remove ${person.external_id}`}
      size="icon-xs"
      disabled={change.isPending}
      onClick={() =>
        change.mutate(
          { externalIds, join: false },
          {
            onSuccess: () =>
              toast.success(`${person.external_id} removed`, {
                undo: () => change.mutate({ externalIds, join: true }),
              }),
          },
        )
      }
    >
      <X />
    </IconButton>
  );
}
