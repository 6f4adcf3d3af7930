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
import { Line } from "@/components/ui/line";
import { RelativeTime } from "@/components/ui/relative-time";
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
  if (!mayManage)
    return <Alert>Only owners and admins see and make API keys. Ask one of them for the one you need.</Alert>;
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      Create key
    </Button>
  );
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {made ? <NewKey apiKey={made} onDone={() => setMade(undefined)} /> : null}
      {keys.isLoadingError ? (
        <QueryFailed error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <TableSkeleton label="Loading keys" />
      ) : keys.data.data.length === 0 ? (
        <EmptyState
          icon={<KeyRound />}
          title="No API keys"
          description="Your product needs one to send events and people: one for your shop’s backend, for example."
          action={create}
        />
      ) : (
        <Card
          title="API keys"
          description="Only the first letters are kept here; the database has a hash."
          actions={create}
          flush
        >
          <KeyList keys={keys.data.data} />
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

function KeyList({ keys }: { keys: readonly ApiKeyResource[] }) {
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
      <ul aria-label="API keys">
        {keys.map((key) => (
          <KeyLine key={key.id} apiKey={key} onRevoke={() => setAsked(key)} />
        ))}
      </ul>
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

function KeyLine({ apiKey, onRevoke }: { apiKey: ApiKeyResource; onRevoke: () => void }) {
  const { name, prefix, scope, last_used_at } = apiKey;
  return (
    <Line className="flex items-center gap-x-4 border-border border-b px-5 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 leading-tight">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{name}</span>
          <Badge className="shrink-0" tone={scope === "full" ? "warning" : "neutral"}>
            {scopeWords[scope].label}
          </Badge>
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-muted-foreground text-xs">
          <span className="font-mono">{prefix}…</span>
          <span>
            {last_used_at ? (
              <>
                Last used <RelativeTime at={last_used_at} />
              </>
            ) : (
              "Never used"
            )}
          </span>
        </p>
      </div>
      <Button variant="danger-ghost" size="xs" onClick={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </Line>
  );
}
