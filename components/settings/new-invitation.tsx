"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import type { InvitationCreated } from "@/lib/api/schemas/workspace";

/** The link of an invitation: shown once, like a password. */
export function NewInvitation({ invitation, onDone }: { invitation: InvitationCreated; onDone: () => void }) {
  return (
    <Card
      title={`Invitation for ${invitation.email}`}
      actions={
        <Button size="sm" variant="outline" onClick={onDone}>
          I have sent it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warning" live>
          Send this link to {invitation.email} yourself. It is shown only now, and works once.
        </Alert>
        <CodeBlock code={invitation.url} label="Copy link" />
      </div>
    </Card>
  );
}
