"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { problemText } from "@/components/data/problem-text";
import { useMay } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type SettingsFormProps = {
  save: Pick<UseMutationResult<unknown, Error, void>, "mutate" | "isPending" | "error">;
  /** what the button says */
  saveLabel: string;
  /** what somebody reads who may look only: "the settings" */
  noun: string;
  children: ReactNode;
};

/** The frame of a page of settings: who may only look is told so; a bar saves, and what was refused is said above it. */
export function SettingsForm({ save, saveLabel, noun, children }: SettingsFormProps) {
  const mayManage = useMay("manage_workspace");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-6">
        {mayManage ? null : <Alert>Your role may look at {noun}. An owner or admin can change them.</Alert>}
        {children}
        {save.error ? (
          <Alert tone="danger" live title="Not saved">
            {problemText(save.error)}
          </Alert>
        ) : null}
        {mayManage ? (
          <div className="sticky bottom-0 flex justify-end border-border border-t bg-background py-4 max-md:bottom-16">
            <Button type="submit" loading={save.isPending}>
              {saveLabel}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
