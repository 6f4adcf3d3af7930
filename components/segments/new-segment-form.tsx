"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { Refused } from "@/components/data/form-state";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { useFormDraft } from "@/components/data/use-form-draft";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { type SegmentDraft, SegmentFields, segmentBodyOf } from "./segment-fields";

const unsent = createUnsentDrafts<SegmentDraft>();
const empty: SegmentDraft = { name: "", description: "", condition: { all: [] }, kind: "dynamic" };
const newBodyOf = (draft: SegmentDraft) => ({ ...segmentBodyOf(draft), kind: draft.kind });

export function NewSegmentForm() {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const form = useFormDraft({ path: "/segments", base: empty, revision: 0, bodyOf: newBodyOf, unsent });
  const { draft } = form;
  const create = useMutation({
    mutationFn: () => apiFetch<SegmentResource>("/segments", { method: "POST", body: newBodyOf(draft) }),
    onSuccess: async (made) => {
      form.settle(draft, 0);
      toast.success(`Segment “${made.name}” created`);
      router.push(`/w/${slug}/segments/${made.id}`);
      await queries.invalidateQueries({ queryKey: [slug, "segments"] });
    },
  });
  const refused = create.error instanceof ApiError ? create.error : undefined;
  return (
    <SegmentFields
      draft={draft}
      set={form.set}
      fieldError={(path) => refused?.fieldError(path)}
      onSave={() => create.mutate()}
      refusal={create.error}
      problem={<Refused title="Not created" error={create.error} />}
      buttons={
        <Button type="submit" loading={create.isPending}>
          Create segment
        </Button>
      }
    >
      <SegmentedControl
        label="How people come in"
        value={draft.kind}
        options={[
          { value: "dynamic", label: "By rules" },
          { value: "manual", label: "By hand" },
        ]}
        onValueChange={(next) => form.set({ kind: next === "manual" ? "manual" : "dynamic" })}
      />
    </SegmentFields>
  );
}
