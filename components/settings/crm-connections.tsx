"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Contact, Plus } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useWorkspace } from "@/components/data/workspace-context";
import { CRM_CONNECTIONS_KEY, useCrmConnections } from "@/components/pickers/use-crm";
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
import type { CrmConnectionResource } from "@/lib/api/schemas/crm-connection";
import { CrmDialog } from "./crm-dialog";

type Editing = { before: CrmConnectionResource | undefined };

/** The CRMs that journeys write to. */
export function CrmConnections({ mayManage }: { mayManage: boolean }) {
  const connections = useCrmConnections();
  const [editing, setEditing] = useState<Editing>();
  const known = connections.data?.data ?? [];
  const connect = (
    <Button size="sm" onClick={() => setEditing({ before: undefined })}>
      <Plus aria-hidden="true" /> Connect a CRM
    </Button>
  );
  return (
    <>
      {connections.isLoadingError ? (
        <QueryFailed error={connections.error} onRetry={() => void connections.refetch()} />
      ) : connections.isPending ? (
        <TableSkeleton label="Loading connections" />
      ) : known.length === 0 ? (
        <EmptyState
          icon={<Contact />}
          title="No CRM is connected"
          description="Journeys can then keep contacts up to date, for example tell sales in HubSpot when somebody’s trial begins."
          action={mayManage ? connect : undefined}
        />
      ) : (
        <Card
          title="CRMs"
          description="Credentials are kept encrypted and are never shown again."
          actions={mayManage ? connect : undefined}
        >
          <ul aria-label="Connected CRMs" className="flex flex-col divide-y divide-border">
            {known.map((connection) => (
              <Connection
                key={connection.id}
                connection={connection}
                mayManage={mayManage}
                onEdit={() => setEditing({ before: connection })}
              />
            ))}
          </ul>
        </Card>
      )}
      {editing ? <CrmDialog before={editing.before} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

type ConnectionProps = { connection: CrmConnectionResource; mayManage: boolean; onEdit: () => void };

function Connection({ connection, mayManage, onEdit }: ConnectionProps) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const { id, name, label, account, problem, held_until } = connection;
  const settled = () => queries.invalidateQueries({ queryKey: [slug, CRM_CONNECTIONS_KEY] });
  const check = useMutation({
    mutationFn: () => apiFetch<CrmConnectionResource>(`/crm-connections/${id}/check`, { method: "POST", body: {} }),
    onSuccess: (checked) =>
      checked.problem
        ? toast.error(`${name} does not work`, { description: checked.problem })
        : toast.success(`${name} works`),
    onError: (error) => toast.error("Not checked", { description: problemText(error) }),
    onSettled: settled,
  });
  const remove = useMutation({
    mutationFn: () => apiFetch(`/crm-connections/${id}`, { method: "DELETE" }),
    onSuccess: () => toast.success(`${name} is disconnected`),
    onError: (error) => toast.error("Not disconnected", { description: problemText(error) }),
    onSettled: () => {
      setAsked(false);
      return settled();
    },
  });
  return (
    <Line className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span className="truncate">{name}</span>
            {problem ? (
              <Badge tone="danger">Does not work</Badge>
            ) : held_until ? (
              <Badge tone="warning">
                Asked again <RelativeTime at={held_until} />
              </Badge>
            ) : (
              <Badge tone="success">Connected</Badge>
            )}
          </p>
          <p className="truncate text-muted-foreground text-xs">
            {label}, {account}
          </p>
        </div>
        {mayManage ? (
          <span className="flex items-center gap-1">
            <Button
              variant="ghost"
              size="xs"
              loading={check.isPending}
              onClick={() => check.mutate()}
              aria-label={`Check ${name}`}
            >
              Check
            </Button>
            <Button variant="ghost" size="xs" onClick={onEdit} aria-label={`Change ${name}`}>
              Change
            </Button>
            <Button variant="danger-ghost" size="xs" onClick={() => setAsked(true)} aria-label={`Disconnect ${name}`}>
              Disconnect
            </Button>
          </span>
        ) : null}
      </div>
      {problem ? <Alert tone="danger">{problem}</Alert> : null}
      {asked ? (
        <ConfirmDialog
          title={`Disconnect “${name}”?`}
          description="Its credentials are forgotten, and steps that write to it fail from now on: their people leave by “Error”."
          confirm="Disconnect"
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </Line>
  );
}
