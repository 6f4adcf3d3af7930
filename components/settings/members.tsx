"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useMay } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { List } from "@/lib/api/schemas/common";
import type { InvitationCreated, MemberResource } from "@/lib/api/schemas/workspace";
import { Invitations } from "./invitations";
import { InviteDialog } from "./invite-dialog";
import { MemberLine } from "./member-line";
import { NewInvitation } from "./new-invitation";

export function Members() {
  const mayManage = useMay("manage_members");
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<InvitationCreated>();
  const members = useResource<List<MemberResource>>("members", "/members");
  if (members.isLoadingError) return <QueryFailed error={members.error} onRetry={() => void members.refetch()} />;
  if (members.isPending) return <TableSkeleton label="Loading members" />;
  return (
    <div className="flex flex-col gap-6">
      {made ? <NewInvitation invitation={made} onDone={() => setMade(undefined)} /> : null}
      <Card
        title="Members"
        flush
        actions={
          mayManage ? (
            <Button onClick={() => setInviting(true)}>
              <UserPlus aria-hidden="true" />
              Invite
            </Button>
          ) : null
        }
      >
        <ul>
          {members.data.data.map((member) => (
            <MemberLine key={member.user_id} member={member} />
          ))}
        </ul>
      </Card>
      {mayManage ? <Invitations /> : null}
      {inviting ? (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(invitation) => {
            setInviting(false);
            setMade(invitation);
          }}
        />
      ) : null}
    </div>
  );
}
