"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { SendExample } from "@/components/data/send-example";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { toast } from "@/components/ui/toast";
import type { List } from "@/lib/api/schemas/common";
import type { ApiKeyCreated, ApiKeyResource } from "@/lib/api/schemas/workspace";
import { CreateKeyDialog } from "./create-key-dialog";
import { NewKey } from "./new-key";
import { scopeWords } from "./scope-words";

export function ApiKeys() {
  const mayManage = useMay("manage_keys");
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<ApiKeyCreated>();
  const keys = useResource<List<ApiKeyResource>>("api-keys", "/api-keys", { enabled: mayManage });
  if (!mayManage) return <Alert>Owners and admins manage API keys.</Alert>;
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      Create key
    </Button>
  );
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {made ? <NewKey apiKey={made} onDone={() => setMade(undefined)} /> : null}
      {keys.error ? (
        <QueryFailed error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <TableSkeleton label="Loading keys" />
      ) : keys.data.data.length === 0 ? (
        <EmptyState
          icon={<KeyRound />}
          title="No API keys"
          description="Your product needs one to send events and people."
          action={create}
        />
      ) : (
        <Card
          title="API keys"
          description="Only the first letters are kept here; the database has a hash."
          actions={create}
          flush
        >
          <KeyTable keys={keys.data.data} />
        </Card>
      )}
      {made ? null : (
        <Card
          title="Send events"
          description="Any SDK of a common customer data platform works: give it this host and a key."
        >
          <SendExample />
        </Card>
      )}
      {creating ? (
        <CreateKeyDialog
          onClose={() => setCreating(false)}
          onCreated={(key) => {
            setCreating(false);
            setMade(key);
          }}
        />
      ) : null}
    </div>
  );
}

function KeyTable({ keys }: { keys: readonly ApiKeyResource[] }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<ApiKeyResource>();
  const revoke = useMutation({
    mutationFn: (key: ApiKeyResource) => apiFetch(`/api-keys/${key.id}`, { method: "DELETE" }),
    onSuccess: (_, key) => toast.success(`Key “${key.name}” revoked`),
    onError: (error) => toast.error("Not revoked", { description: problemText(error) }),
    onSettled: () => {
      setAsked(undefined);
      return queries.invalidateQueries({ queryKey: [slug, "api-keys"] });
    },
  });
  return (
    <>
      <Table label="API keys">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>Begins with</TableHead>
            <TableHead>May</TableHead>
            <TableHead>Last used</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <TableRow key={key.id}>
              <TableCell className="font-medium">{key.name}</TableCell>
              <TableCell className="font-mono text-xs">{key.prefix}…</TableCell>
              <TableCell>
                <Badge tone={key.scope === "full" ? "warning" : "neutral"}>{scopeWords[key.scope].label}</Badge>
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                {key.last_used_at ? <RelativeTime at={key.last_used_at} /> : "never"}
              </TableCell>
              <TableCell className="text-right">
                <Button
                  variant="danger-ghost"
                  size="xs"
                  onClick={() => setAsked(key)}
                  aria-label={`Revoke ${key.name}`}
                >
                  Revoke
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {asked ? (
        <ConfirmDialog
          title={`Revoke “${asked.name}”?`}
          description="Whatever uses this key is refused from this moment on. A revoked key cannot come back."
          confirm="Revoke key"
          busy={revoke.isPending}
          onConfirm={() => revoke.mutate(asked)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </>
  );
}
