"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ApiKeyCreated } from "@/lib/api/schemas/workspace";
import { scopes } from "@/lib/auth/permissions";
import { scopeWords } from "./scope-words";

export function CreateKeyDialog({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (key: ApiKeyCreated) => void;
}) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState("ingest");
  const create = useMutation({
    mutationFn: () => apiFetch<ApiKeyCreated>("/api-keys", { method: "POST", body: { name: name.trim(), scope } }),
    onSuccess: async (key) => {
      onCreated(key);
      await queries.invalidateQueries({ queryKey: [slug, "api-keys"] });
    },
  });
  const nameError = create.error instanceof ApiError ? create.error.fieldError("name") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create an API key"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="create-key" loading={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <Form id="create-key" className="flex flex-col gap-4" refusal={create.error} onSubmit={() => create.mutate()}>
        <Field label="Name" help="Where it is used, so that you know which one to revoke." error={nameError}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={200}
            placeholder="Shop backend"
            autoFocus
          />
        </Field>
        <RadioGroup
          aria-label="What the key may do"
          value={scope}
          onValueChange={setScope}
          options={scopes.map((value) => ({ value, ...scopeWords[value] }))}
        />
        {create.error && !nameError ? (
          <Alert tone="danger" live>
            {problemText(create.error)}
          </Alert>
        ) : null}
      </Form>
    </Dialog>
  );
}
