"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { TestSentResource } from "@/lib/api/schemas/templates";
import type { EmailDocument } from "@/lib/email/document";
import { PersonPicker } from "./person-picker";
import { rememberAddresses, rememberedAddresses } from "./remembered-addresses";
import { TestOutcome } from "./test-outcome";

const addressesOf = (line: string) =>
  line
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");

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
  const { mode } = useWorkspace();
  const [to, setTo] = useState(() => rememberedAddresses() ?? user.email);
  const send = useMutation({
    mutationFn: () =>
      apiFetch<TestSentResource>(`/templates/${templateId}/test-send`, {
        method: "POST",
        body: { to: addressesOf(to), document, ...(person === undefined ? {} : { external_id: person }) },
      }),
    onSuccess: () => rememberAddresses(to),
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
            {send.data ? "Close" : "Cancel"}
          </Button>
          <Button type="submit" form="test-send" loading={send.isPending}>
            {send.data ? "Send again" : "Send test"}
          </Button>
        </>
      }
    >
      <Form id="test-send" className="flex flex-col gap-4" refusal={send.error} onSubmit={() => send.mutate()}>
        <Field label="To" help="Several addresses are parted by commas" error={addressError}>
          <Input
            type="email"
            multiple
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
        {send.error && !addressError ? (
          <Alert tone="danger" live title="The test was not sent">
            {problemText(send.error)}
          </Alert>
        ) : null}
        {send.data ? <TestOutcome messages={send.data.messages} /> : null}
      </Form>
    </Dialog>
  );
}
