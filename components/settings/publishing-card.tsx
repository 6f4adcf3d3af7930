"use client";

import { useResource } from "@/components/data/use-resource";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import type { List } from "@/lib/api/schemas/common";
import type { MemberResource } from "@/lib/api/schemas/workspace";
import { roleAllows } from "@/lib/auth/permissions";
import { SwitchRow } from "./switch-row";
import type { SettingsPartProps } from "./workspace-form";

export function PublishingCard({ draft, set }: SettingsPartProps) {
  const wanted = draft.publish_needs_approval;
  const members = useResource<List<MemberResource>>("members", "/members", { enabled: wanted });
  const publishers = members.data?.data.filter(({ role }) => roleAllows(role, "publish")).length;
  return (
    <Card title="Publishing" description="Who has to look before a journey goes live.">
      <div className="flex flex-col gap-4">
        <SwitchRow
          label="Publishing needs somebody else’s approval"
          help="Whoever edits asks for it; another member who may publish and did not save it last gives it. It is of the steps, settings and mails as they stand: what changes afterwards has to be approved again. Owners can publish without, with a reason for the audit log. Live journeys go on as they are."
          checked={wanted}
          onChange={(publish_needs_approval) => set({ publish_needs_approval })}
        />
        {wanted && publishers !== undefined && publishers < 2 ? (
          <Alert tone="warning">
            Nobody else here may publish, so nobody could approve. Invite an editor or an admin first.
          </Alert>
        ) : null}
      </div>
    </Card>
  );
}
