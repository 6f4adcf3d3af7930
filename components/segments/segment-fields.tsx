"use client";

import type { ReactNode } from "react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { useMay } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import type { Condition } from "@/lib/journey/condition";
import { SegmentPreview } from "./segment-preview";

/** What the form holds; `kind` is chosen once. */
export type SegmentDraft = {
  name: string;
  description: string;
  condition: Condition;
  kind: SegmentResource["kind"];
};

export const segmentDraftOf = ({ name, description, condition, kind }: SegmentResource): SegmentDraft => ({
  name,
  description,
  condition: condition ?? { all: [] },
  kind,
});

/** What is sent of it. */
export const segmentBodyOf = ({ name, description, condition, kind }: SegmentDraft) => ({
  name: name.trim(),
  description: description.trim(),
  ...(kind === "manual" ? {} : { condition }),
});

type SegmentFieldsProps = {
  draft: SegmentDraft;
  set: (change: Partial<SegmentDraft>) => void;
  fieldError: (path: string) => string | undefined;
  onSave: () => void;
  /** why the last try was refused */
  refusal: unknown;
  /** between what it is called and who belongs in it */
  children?: ReactNode;
  /** what stands against saving it */
  problem: ReactNode;
  buttons: ReactNode;
};

/** A segment's form, and beside it who would be in it. */
export function SegmentFields({
  draft,
  set,
  fieldError,
  onSave,
  refusal,
  children,
  problem,
  buttons,
}: SegmentFieldsProps) {
  const mayEdit = useMay("edit");
  const manual = draft.kind === "manual";
  return (
    <Form
      className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
      refusal={refusal}
      onSubmit={onSave}
    >
      <Card>
        <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-5">
          {mayEdit ? null : <Alert>Your role may look at segments. Owners, admins and editors can change them.</Alert>}
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" error={fieldError("name")}>
              <Input
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
                required
                maxLength={200}
                placeholder="Quiet pro customers"
              />
            </Field>
            <Field label="Description" hint="Optional" error={fieldError("description")}>
              <Input
                value={draft.description}
                onChange={(event) => set({ description: event.target.value })}
                maxLength={5000}
              />
            </Field>
          </div>
          {children}
          {manual ? (
            <p className="text-muted-foreground">
              Membership is set by hand, by the API, or by a journey. There is no rule to write.
            </p>
          ) : (
            <div className="flex flex-col gap-2">
              <p className="font-medium text-[0.8125rem]">People for whom this is true</p>
              <ConditionBuilder
                label="Who belongs in it"
                scope="subscriber"
                value={draft.condition}
                onChange={(condition) => set({ condition })}
                error={fieldError("condition")}
              />
            </div>
          )}
          {problem}
          {mayEdit ? <div className="flex items-center justify-end gap-2">{buttons}</div> : null}
        </fieldset>
      </Card>
      {manual ? null : <SegmentPreview condition={draft.condition} />}
    </Form>
  );
}
