"use client";

import type { ReactNode } from "react";
import { FormButtons, FormProblem } from "@/components/data/form-state";
import type { SavedForm } from "@/components/data/use-saved-form";
import { useMay } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Form } from "@/components/ui/form";

type SettingsFormProps = {
  form: Omit<SavedForm<unknown>, "set">;
  /** what the button says */
  saveLabel: string;
  /** what somebody reads who may look only: "the settings" */
  noun: string;
  children: ReactNode;
};

/** The frame of a page of settings: who may only look is told so; a bar that is always in view saves, and says what stands against it. */
export function SettingsForm({ form, saveLabel, noun, children }: SettingsFormProps) {
  const mayManage = useMay("manage_workspace");
  return (
    <Form refusal={form.error} onSubmit={form.save}>
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-6">
        {mayManage ? null : <Alert>Your role may look at {noun}. An owner or admin can change them.</Alert>}
        {children}
        {mayManage ? (
          <div className="sticky bottom-0 flex flex-col gap-3 border-border border-t bg-background py-4 max-md:bottom-16">
            <FormProblem form={form} noun={noun} />
            <div className="flex items-center justify-end gap-2">
              <FormButtons form={form} saveLabel={saveLabel} />
            </div>
          </div>
        ) : null}
      </fieldset>
    </Form>
  );
}
