"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [mode, setMode] = useState("sandbox");
  const create = useMutation({
    mutationFn: () =>
      apiFetch<{ slug: string }>("/workspaces", {
        method: "POST",
        body: { name: name.trim(), mode, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      }),
    onSuccess: ({ slug }) => window.location.assign(`/w/${slug}`),
  });
  const fieldError = create.error instanceof ApiError ? create.error.fieldError("name") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create a workspace"
      description="People, journeys, emails and keys of one workspace are never seen by another."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="create-workspace" loading={create.isPending || create.isSuccess}>
            Create workspace
          </Button>
        </>
      }
    >
      <Form
        id="create-workspace"
        className="flex flex-col gap-5"
        refusal={create.error}
        onSubmit={() => create.mutate()}
      >
        <Field label="Name" error={fieldError}>
          <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={100} autoFocus />
        </Field>
        <RadioGroup
          aria-label="Kind of workspace"
          value={mode}
          onValueChange={setMode}
          options={[
            {
              value: "sandbox",
              label: "Sandbox",
              help: "A clock you can move forward, and all mail lands in the Inbox. Nothing reaches anybody.",
            },
            {
              value: "live",
              label: "Live",
              help: "Real time. Mail goes to real people once a provider is configured.",
            },
          ]}
        />
        {create.error && !fieldError ? (
          <Alert tone="danger" live>
            {problemText(create.error)}
          </Alert>
        ) : null}
      </Form>
    </Dialog>
  );
}
