"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FormButtons, FormProblem } from "@/components/data/form-state";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { useSavedForm } from "@/components/data/use-saved-form";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { type SegmentDraft, SegmentFields, segmentBodyOf, segmentDraftOf } from "./segment-fields";

const unsent = createUnsentDrafts<SegmentDraft>();

const partsOf = ({ name, description, condition }: SegmentDraft) => ({
  name,
  description,
  "who belongs in it": condition,
});

/** Changes a segment that there is. */
export function SegmentEditor({ segment }: { segment: SegmentResource }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const form = useSavedForm({
    resource: "segments",
    path: `/segments/${segment.id}`,
    method: "PATCH",
    stored: segment,
    draftOf: segmentDraftOf,
    bodyOf: segmentBodyOf,
    partsOf,
    unsent,
    onSaved: () => {
      toast.success("Segment saved");
      return queries.invalidateQueries({ queryKey: [slug, "segments"] });
    },
  });
  return (
    <SegmentFields
      draft={form.draft}
      set={form.set}
      fieldError={form.fieldError}
      onSave={form.save}
      refusal={form.error}
      problem={<FormProblem form={form} noun="this segment" />}
      buttons={<FormButtons form={form} saveLabel="Save changes" />}
    />
  );
}
