"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { InvitationCreated } from "@/lib/api/schemas/workspace";
import { roles } from "@/lib/auth/permissions";
import { roleWords } from "./role-words";

type Props = { onClose: () => void; onInvited: (invitation: InvitationCreated) => void };

export function InviteDialog({ onClose, onInvited }: Props) {
  const { slug, role: own } = useWorkspace();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("editor");
  const invite = useMutation({
    mutationFn: () =>
      apiFetch<InvitationCreated>("/invitations", { method: "POST", body: { email: email.trim(), role } }),
    onSuccess: async (invitation) => {
      onInvited(invitation);
      await queries.invalidateQueries({ queryKey: [slug, "invitations"] });
    },
  });
  const emailError = invite.error instanceof ApiError ? invite.error.fieldError("email") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Invite somebody"
      description="You get a link to send them. It works once, for this address."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="invite" loading={invite.isPending}>
            Make invitation
          </Button>
        </>
      }
    >
      <Form id="invite" className="flex flex-col gap-4" refusal={invite.error} onSubmit={() => invite.mutate()}>
        <Field label="Email" error={emailError}>
          <Input type="email" value={email} onChange={(event) => setEmail(event.target.value)} required autoFocus />
        </Field>
        <RadioGroup
          aria-label="Role"
          value={role}
          onValueChange={setRole}
          options={roles
            .filter((value) => value !== "owner" || own === "owner")
            .map((value) => ({ value, ...roleWords[value] }))}
        />
        {invite.error && !emailError ? (
          <Alert tone="danger" live>
            {problemText(invite.error)}
          </Alert>
        ) : null}
      </Form>
    </Dialog>
  );
}
