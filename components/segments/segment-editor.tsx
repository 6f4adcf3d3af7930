"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import type { Condition } from "@/lib/journey/condition";
import { SegmentPreview } from "./segment-preview";

type Draft = { name: string; description: string; condition: Condition };

/** Without a segment: a new one. */
export function SegmentEditor({ segment }: { segment?: SegmentResource }) {
  const mayEdit = useMay("edit");
  const [draft, setDraft] = useState<Draft>({
    name: segment?.name ?? "",
    description: segment?.description ?? "",
    condition: segment?.condition ?? { all: [] },
  });
  const [kind, setKind] = useState<SegmentResource["kind"]>(segment?.kind ?? "dynamic");
  const manual = kind === "manual";
  const save = useSaveSegment(segment, draft, manual);
  const error = save.error instanceof ApiError ? save.error : undefined;
  const fieldErrors = [error?.fieldError("name"), error?.fieldError("description")];
  return (
    <form
      className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card>
        <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-5">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" error={fieldErrors[0]}>
              <Input
                value={draft.name}
                onChange={(event) => setDraft({ ...draft, name: event.target.value })}
                required
                maxLength={200}
                placeholder="Quiet pro customers"
              />
            </Field>
            <Field label="Description" hint="Optional" error={fieldErrors[1]}>
              <Input
                value={draft.description}
                onChange={(event) => setDraft({ ...draft, description: event.target.value })}
                maxLength={5000}
              />
            </Field>
          </div>
          {segment ? null : (
            <SegmentedControl
              label="How people come in"
              value={kind}
              options={[
                { value: "dynamic", label: "By rules" },
                { value: "manual", label: "By hand" },
              ]}
              onValueChange={(next) => setKind(next === "manual" ? "manual" : "dynamic")}
            />
          )}
          {!manual ? (
            <div className="flex flex-col gap-2">
              <p className="font-medium text-[0.8125rem]">People for whom this is true</p>
              <ConditionBuilder
                label="Who belongs in it"
                scope="subscriber"
                value={draft.condition}
                onChange={(condition) => setDraft({ ...draft, condition })}
              />
            </div>
          ) : (
            <p className="text-muted-foreground">
              Membership is set by hand, by the API, or by a journey. There is no rule to write.
            </p>
          )}
          {save.error && !fieldErrors.some(Boolean) ? (
            <Alert tone="danger" live>
              {problemText(save.error)}
            </Alert>
          ) : null}
          {mayEdit ? (
            <div className="flex justify-end">
              <Button type="submit" loading={save.isPending}>
                {segment ? "Save changes" : "Create segment"}
              </Button>
            </div>
          ) : null}
        </fieldset>
      </Card>
      {!manual ? <SegmentPreview condition={draft.condition} /> : null}
    </form>
  );
}

function useSaveSegment(segment: SegmentResource | undefined, draft: Draft, manual: boolean) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const rule = manual ? {} : { condition: draft.condition };
      const said = { name: draft.name.trim(), description: draft.description.trim(), ...rule };
      return segment
        ? apiFetch<SegmentResource>(`/segments/${segment.id}`, { method: "PATCH", body: said })
        : apiFetch<SegmentResource>("/segments", { method: "POST", body: manual ? { ...said, kind: "manual" } : said });
    },
    onSuccess: async (saved) => {
      toast.success(segment ? "Segment saved" : `Segment “${saved.name}” created`);
      if (!segment) router.push(`/w/${slug}/segments/${saved.id}`);
      await queries.invalidateQueries({ queryKey: [slug, "segments"] });
    },
  });
}
