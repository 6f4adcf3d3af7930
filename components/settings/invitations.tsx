"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Line } from "@/components/ui/line";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { List } from "@/lib/api/schemas/common";
import type { InvitationResource } from "@/lib/api/schemas/workspace";
import { roleWords } from "./role-words";

/** Invitations that nobody has used yet. Nothing while there are none. */
export function Invitations() {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const invitations = useResource<List<InvitationResource>>("invitations", "/invitations");
  const withdraw = useMutation({
    mutationFn: (invitation: InvitationResource) => apiFetch(`/invitations/${invitation.id}`, { method: "DELETE" }),
    onSuccess: (_, invitation) => toast.success(`The invitation for ${invitation.email} no longer works`),
    onError: (error) => toast.error("Not withdrawn", { description: problemText(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug, "invitations"] }),
  });
  if (!invitations.data?.data.length) return null;
  return (
    <Card title="Open invitations" flush>
      <ul>
        {invitations.data.data.map((invitation) => (
          <Line
            key={invitation.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-border border-b px-5 py-3 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-40">
              <p className="truncate font-medium">{invitation.email}</p>
              <p className="text-muted-foreground text-xs">
                ends <RelativeTime at={invitation.expires_at} />
              </p>
            </div>
            <Badge tone="outline">{roleWords[invitation.role].label}</Badge>
            <Button
              variant="danger-ghost"
              size="xs"
              className="max-sm:-ml-2"
              loading={withdraw.isPending && withdraw.variables.id === invitation.id}
              onClick={() => withdraw.mutate(invitation)}
              aria-label={`Withdraw the invitation for ${invitation.email}`}
            >
              Withdraw
            </Button>
          </Line>
        ))}
      </ul>
    </Card>
  );
}
