"use client";

import { useMutation } from "@tanstack/react-query";
import { type ComponentProps, useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { useSession } from "@/components/data/session-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { accountBounds } from "@/lib/auth/account-schemas";
import { AccountProblem } from "./account-problem";
import { fieldProblem } from "./field-problem";

const empty = { current: "", next: "", again: "" };

const endedWords = (count: number) =>
  count === 0
    ? "You were signed in nowhere else."
    : `Signed out ${count === 1 ? "one other browser" : `${count} other browsers`}.`;

/** The current password proves who asks; whoever is signed in elsewhere has to know the new one. */
export function PasswordForm() {
  const { user } = useSession();
  const [draft, setDraft] = useState(empty);
  const [differs, setDiffers] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      apiFetch<{ ended_sessions: number }>("/me/password", {
        method: "POST",
        body: { current_password: draft.current, new_password: draft.next },
      }),
    onSuccess: ({ ended_sessions: ended }) => {
      setDraft(empty);
      toast.success("Password changed", { description: endedWords(ended) });
    },
  });
  const submit = () => {
    const same = draft.next === draft.again;
    setDiffers(!same);
    if (same) save.mutate();
    else save.reset();
    return same;
  };
  const input = (key: keyof typeof empty): ComponentProps<typeof Input> => ({
    type: "password",
    required: true,
    autoComplete: key === "current" ? "current-password" : "new-password",
    value: draft[key],
    onChange: (event) => setDraft({ ...draft, [key]: event.target.value }),
  });
  return (
    <Card title="Password" description="Changing it signs you out everywhere but here.">
      <Form method="post" className="flex flex-col gap-4" refusal={save.error} onSubmit={submit}>
        <input type="hidden" name="username" autoComplete="username" value={user.email} />
        <Field label="Current password" error={fieldProblem(save.error, "current_password")}>
          <Input {...input("current")} />
        </Field>
        <Field
          label="New password"
          help={`At least ${accountBounds.passwordMin} characters.`}
          error={fieldProblem(save.error, "new_password")}
        >
          <Input {...input("next")} minLength={accountBounds.passwordMin} maxLength={accountBounds.passwordMax} />
        </Field>
        <Field label="New password again" error={differs ? "This is not the same as the new password." : undefined}>
          <Input {...input("again")} />
        </Field>
        <AccountProblem error={save.error} fields={["current_password", "new_password"]} />
        <Button type="submit" loading={save.isPending} className="self-start">
          Change password
        </Button>
      </Form>
    </Card>
  );
}
