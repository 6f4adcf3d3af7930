"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
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
import { toast } from "@/components/ui/toast";

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [id, setId] = useState("");
  const [firstName, setFirstName] = useState("");
  const [lastName, setLastName] = useState("");
  const externalId = id.trim() || email.trim().toLowerCase();
  const add = useMutation({
    mutationFn: async () => {
      const path = `/subscribers/${encodeURIComponent(externalId)}`;
      if (await exists(path)) throw taken(externalId);
      return apiFetch(path, {
        method: "PUT",
        body: {
          email: email.trim(),
          ...(firstName.trim() ? { first_name: firstName.trim() } : {}),
          ...(lastName.trim() ? { last_name: lastName.trim() } : {}),
        },
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [slug, "people"] });
      toast.success(`${firstName.trim() || email.trim()} is here`);
      router.push(`/w/${slug}/people/${encodeURIComponent(externalId)}`);
    },
  });
  const error = add.error instanceof ApiError ? add.error : undefined;
  const emailError = error?.fieldError("email");
  const idError = error?.fieldError("external_id");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a person"
      description="Usually your product does this by itself. For tests and single additions, do it here."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="add-person" loading={add.isPending}>
            Add person
          </Button>
        </>
      }
    >
      <Form id="add-person" className="grid gap-4 sm:grid-cols-2" refusal={add.error} onSubmit={() => add.mutate()}>
        <Field label="Email" error={emailError} className="sm:col-span-2">
          <Input type="email" value={email} onChange={(event) => setEmail(event.target.value)} required autoFocus />
        </Field>
        <Field label="First name" hint="Optional">
          <Input value={firstName} onChange={(event) => setFirstName(event.target.value)} maxLength={200} />
        </Field>
        <Field label="Last name" hint="Optional">
          <Input value={lastName} onChange={(event) => setLastName(event.target.value)} maxLength={200} />
        </Field>
        <Field
          label="Id in your product"
          error={idError}
          hint="Optional"
          className="sm:col-span-2"
          help="What your product calls them (userId). Left empty, the email is taken."
        >
          <Input value={id} onChange={(event) => setId(event.target.value)} maxLength={200} />
        </Field>
        {add.error && !emailError && !idError ? (
          <Alert tone="danger" live className="sm:col-span-2">
            {problemText(add.error)}
          </Alert>
        ) : null}
      </Form>
    </Dialog>
  );
}

/** Whether there is such a person: adding must not write over somebody. */
async function exists(path: string): Promise<boolean> {
  try {
    await apiFetch(path);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

function taken(id: string): ApiError {
  const message = `Somebody goes by “${id}” already. Look them up and edit their details instead.`;
  return new ApiError(409, { title: "Taken", detail: message, errors: [{ path: "external_id", message }] });
}
