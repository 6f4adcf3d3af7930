"use client";

import { useMay } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { CrmConnections } from "./crm-connections";
import { WebhookSigning } from "./webhook-signing";

/** What the workspace speaks to: what webhooks are signed with, and the CRMs that journeys write to. */
export function Integrations() {
  const mayManage = useMay("manage_workspace");
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {mayManage ? null : <Alert>Your role may look at the integrations. An owner or admin can change them.</Alert>}
      <CrmConnections mayManage={mayManage} />
      <WebhookSigning mayManage={mayManage} />
    </div>
  );
}
