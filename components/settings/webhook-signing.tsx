"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Line } from "@/components/ui/line";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { toast } from "@/components/ui/toast";
import type { List } from "@/lib/api/schemas/common";
import type { WebhookSecretCreated, WebhookSecretResource } from "@/lib/api/schemas/webhook-secret";
import { ReplaceSecretDialog } from "./replace-secret-dialog";

const KEY = "webhook-secrets";

/** What receivers of webhooks check calls with: made once, replaced with both valid for a while. */
export function WebhookSigning({ mayManage }: { mayManage: boolean }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [replacing, setReplacing] = useState(false);
  const secrets = useResource<List<WebhookSecretResource>>(KEY, "/webhook-secrets");
  const make = useMutation({
    mutationFn: (overlap_hours: number) =>
      apiFetch<WebhookSecretCreated>("/webhook-secrets", { method: "POST", body: { overlap_hours } }),
    onError: (error) => toast.error("No secret was made", { description: problemText(error) }),
    // Not waited for: the secret, which is shown this once, is shown whatever becomes of the list.
    onSettled: () => {
      setReplacing(false);
      void queries.invalidateQueries({ queryKey: [slug, KEY] });
    },
  });
  const known = secrets.data?.data ?? [];
  const action =
    known.length === 0 && !make.data ? (
      <Button size="sm" loading={make.isPending} onClick={() => make.mutate(0)}>
        Create signing secret
      </Button>
    ) : (
      <Button size="sm" variant="outline" onClick={() => setReplacing(true)}>
        Replace secret
      </Button>
    );
  return (
    <Card
      title="Webhook signing"
      description="Calls carry the headers of the Standard Webhooks specification, so that your server can tell ours from anybody else’s."
      actions={mayManage && secrets.data ? action : undefined}
    >
      <div className="flex min-w-0 flex-col gap-4">
        {make.data ? <NewSecret secret={make.data.secret} onDone={() => make.reset()} /> : null}
        {secrets.isLoadingError ? (
          <QueryFailed error={secrets.error} onRetry={() => void secrets.refetch()} />
        ) : secrets.isPending ? (
          <TableSkeleton label="Loading secrets" />
        ) : known.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            There is no secret yet, so calls go out unsigned: only <code>webhook-id</code> and{" "}
            <code>webhook-timestamp</code> are sent.
          </p>
        ) : (
          <SecretList secrets={known} mayManage={mayManage} />
        )}
      </div>
      {replacing ? (
        <ReplaceSecretDialog
          busy={make.isPending}
          onReplace={(hours) => make.mutate(hours)}
          onClose={() => setReplacing(false)}
        />
      ) : null}
    </Card>
  );
}

function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <section aria-label="New signing secret" className="flex min-w-0 flex-col gap-3">
      <Alert
        tone="warning"
        live
        action={
          <Button size="sm" variant="outline" onClick={onDone}>
            I have stored it
          </Button>
        }
      >
        This is the only time the secret is shown. Store it where your server keeps its secrets.
      </Alert>
      <CodeBlock code={secret} label="Copy secret" />
    </section>
  );
}

function SecretList({ secrets, mayManage }: { secrets: readonly WebhookSecretResource[]; mayManage: boolean }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<WebhookSecretResource>();
  const end = useMutation({
    mutationFn: ({ id }: WebhookSecretResource) => apiFetch(`/webhook-secrets/${id}`, { method: "DELETE" }),
    onSuccess: () => toast.success("The secret has ended"),
    onError: (error) => toast.error("Not ended", { description: problemText(error) }),
    onSettled: () => {
      setAsked(undefined);
      return queries.invalidateQueries({ queryKey: [slug, KEY] });
    },
  });
  return (
    <>
      <ul aria-label="Valid signing secrets" className="flex flex-col divide-y divide-border">
        {secrets.map((secret) => (
          <Line key={secret.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
            <span className="font-mono text-xs">whsec_…{secret.hint}</span>
            {secret.ends_at === null ? (
              <Badge tone="success">Signs calls</Badge>
            ) : (
              <Badge tone="warning">
                Ends <RelativeTime at={secret.ends_at} />
              </Badge>
            )}
            <span className="text-muted-foreground text-xs">
              made <RelativeTime at={secret.created_at} />
            </span>
            {mayManage ? (
              <Button
                variant="danger-ghost"
                size="xs"
                className="ml-auto"
                aria-label={`End now: the secret that ends in ${secret.hint}`}
                onClick={() => setAsked(secret)}
              >
                End now
              </Button>
            ) : null}
          </Line>
        ))}
      </ul>
      {asked ? (
        <ConfirmDialog
          title="End this secret now?"
          description="Receivers that still check with it will take our calls for somebody else’s. An ended secret cannot come back."
          confirm="End secret"
          busy={end.isPending}
          onConfirm={() => end.mutate(asked)}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </>
  );
}
