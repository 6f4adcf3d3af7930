"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { CRM_CONNECTIONS_KEY } from "@/components/pickers/use-crm";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { toast } from "@/components/ui/toast";
import type { List } from "@/lib/api/schemas/common";
import type { CrmConnectionResource, CrmKindResource } from "@/lib/api/schemas/crm-connection";

type CrmDialogProps = { before: CrmConnectionResource | undefined; onClose: () => void };

/** Connects a CRM, renames a connection or gives it new credentials; they are tried before they are kept. */
export function CrmDialog({ before, onClose }: CrmDialogProps) {
  const kinds = useResource<List<CrmKindResource>>("crm-kinds", "/crm-kinds", { staleMs: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState(before?.kind ?? "hubspot");
  const kind = kinds.data?.data.find((one) => one.kind === chosen);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={before ? `Change “${before.name}”` : "Connect a CRM"}
    >
      <div className="flex flex-col gap-4">
        {before || !kinds.data ? null : (
          <RadioGroup
            aria-label="Which CRM"
            value={chosen}
            onValueChange={setChosen}
            options={kinds.data.data.map(({ kind: value, label, help }) => ({ value, label, help }))}
          />
        )}
        {kind ? (
          <CrmForm key={kind.kind} kind={kind} before={before} onClose={onClose} />
        ) : kinds.isLoadingError ? (
          <QueryFailed error={kinds.error} onRetry={() => void kinds.refetch()} />
        ) : (
          <TableSkeleton label="Loading what can be connected" />
        )}
      </div>
    </Dialog>
  );
}

function CrmForm({ kind, before, onClose }: CrmDialogProps & { kind: CrmKindResource }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [name, setName] = useState(before?.name ?? kind.label);
  const [credentials, setCredentials] = useState<Record<string, string>>(before?.shown ?? {});
  const secrets = kind.fields.filter(({ secret }) => secret);
  // an address is never changed under a secret that is kept: without a new secret nothing but the name is changed
  const renewed = !before || secrets.some((field) => (credentials[field.name] ?? "") !== "");
  const moved =
    before && kind.fields.some(({ name: field }) => (before.shown[field] ?? "") !== (credentials[field] ?? ""));
  const save = useMutation({
    mutationFn: () =>
      before
        ? apiFetch<CrmConnectionResource>(`/crm-connections/${before.id}`, {
            method: "PATCH",
            body: { name, ...(renewed || moved ? { credentials } : {}) },
          })
        : apiFetch<CrmConnectionResource>("/crm-connections", {
            method: "POST",
            body: { kind: kind.kind, name, credentials },
          }),
    onSuccess: async (saved) => {
      // First, because with the first connection the button goes that the focus would be given back to.
      await queries.invalidateQueries({ queryKey: [slug, CRM_CONNECTIONS_KEY] });
      toast.success(before ? "Saved" : `${saved.name} is connected`, { description: saved.account });
      onClose();
    },
  });
  const errorOf = (path: string) => (save.error instanceof ApiError ? save.error.fieldError(path) : undefined);
  const known = ["name", ...kind.fields.map((field) => `credentials.${field.name}`)];
  const placed = known.some((path) => errorOf(path) !== undefined);
  return (
    <Form className="flex flex-col gap-4" refusal={save.error} onSubmit={() => save.mutate()}>
      {before ? <p className="text-muted-foreground text-sm">{kind.help}</p> : null}
      <Field label="Name" help="What steps call it." error={errorOf("name")}>
        <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={200} />
      </Field>
      {kind.fields.map((field) => (
        <Field
          key={field.name}
          label={field.label}
          help={before && field.secret ? `${field.help} Empty: the one that is kept.` : field.help}
          error={errorOf(`credentials.${field.name}`)}
        >
          <Input
            type={field.secret ? "password" : "text"}
            autoComplete="off"
            spellCheck={false}
            placeholder={field.placeholder ?? ""}
            value={credentials[field.name] ?? ""}
            onChange={(event) => setCredentials({ ...credentials, [field.name]: event.target.value })}
            required={!before || !field.secret}
          />
        </Field>
      ))}
      {save.error && !placed ? (
        <Alert tone="danger" live title="Not connected">
          {errorOf("credentials") ?? problemText(save.error)}
        </Alert>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {before ? "Save" : "Connect"}
        </Button>
      </div>
    </Form>
  );
}
