"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { SwitchRow } from "@/components/settings/switch-row";
import { toast } from "@/components/ui/toast";
import type { BulkEntryResource, BulkPreview } from "@/lib/api/schemas/bulk-entry";
import type { JourneyResource } from "@/lib/api/schemas/journey";

const source = { kind: "matching" } as const;

/**
 * Whether whoever matches the triggers now is put in as well when the draft is published: the choice with its number, and what to do once
 * it has been.
 */
export function usePublishBackfill(journey: JourneyResource): { section: ReactNode; start: () => Promise<void> } {
  const { slug } = useWorkspace();
  const [wanted, setWanted] = useState(false);
  const path = `/journeys/${journey.id}/bulk-enrollments`;
  const preview = useQuery({
    queryKey: [slug, "bulk-preview", journey.id, "matching", journey.revision],
    queryFn: ({ signal }) =>
      apiFetch<BulkPreview>(`${path}/preview`, { method: "POST", body: { source, of: "draft" }, signal }),
  });
  const { total = 0, triggers = [] } = preview.data ?? {};
  const uncounted = triggers.filter(({ people }) => people === null).length;
  const start = async () => {
    if (!wanted) return;
    try {
      const entry = await apiFetch<BulkEntryResource>(path, { method: "POST", body: { source } });
      toast.success(`${entry.total.toLocaleString("en")} people who match are being put in`);
    } catch (error) {
      toast.error(problemText(error));
    }
  };
  const people = total === 1 ? "1 person matches" : `${total.toLocaleString("en")} people match`;
  return {
    start,
    section:
      total === 0 ? null : (
        <SwitchRow
          label="Also put in who matches now"
          help={`${people} the triggers already: in the segment, with the attribute, or with such an event in the last 30 days. Who may enter is asked of each of them.${uncounted > 0 ? " By the other triggers people enter when it happens." : ""}`}
          checked={wanted}
          onChange={setWanted}
        />
      ),
  };
}
