"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { EmailDocument } from "@/lib/email/document";
import { PersonPicker } from "./person-picker";

type TestSendDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  templateId: string;
  document: EmailDocument;
  person: string | undefined;
  onPerson: (externalId: string | undefined) => void;
};

/** Sends what is in the editor to one address. In a sandbox it lands in the Inbox. */
export function TestSendDialog({ open, onOpenChange, templateId, document, person, onPerson }: TestSendDialogProps) {
  const { user } = useSession();
  const { mode, slug } = useWorkspace();
  const router = useRouter();
  const [to, setTo] = useState(user.email);
  const send = useMutation({
    mutationFn: () =>
      apiFetch<{ message_id: string; to: string }>(`/templates/${templateId}/test-send`, {
        method: "POST",
        body: { to, document, ...(person === undefined ? {} : { external_id: person }) },
      }),
    onSuccess: ({ to: address }) => {
      onOpenChange(false);
      const inbox = { action: { label: "Open Inbox", run: () => router.push(`/w/${slug}/inbox`) } };
      toast.success(`Test sent to ${address}`, mode === "sandbox" ? inbox : {});
    },
    onError: (error) => {
      if (!(error instanceof ApiError && error.fieldError("to")))
        toast.error("The test was not sent", { description: problemText(error) });
    },
  });
  const addressError = send.error instanceof ApiError ? send.error.fieldError("to") : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="Send a test"
      description={
        mode === "sandbox"
          ? "A sandbox sends nothing out: the test lands in the Inbox. No journey counts it."
          : "A real mail to this address, marked as a test. No journey counts it."
      }
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" form="test-send" loading={send.isPending}>
            Send test
          </Button>
        </>
      }
    >
      <form
        id="test-send"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Field label="To" error={addressError}>
          <Input
            type="email"
            required
            value={to}
            onChange={(event) => {
              setTo(event.currentTarget.value);
              send.reset();
            }}
          />
        </Field>
        <div className="flex flex-col gap-1.5">
          <span className="font-medium text-[0.8125rem]">Filled as</span>
          <PersonPicker value={person} onChange={onPerson} />
        </div>
      </form>
    </Dialog>
  );
}
