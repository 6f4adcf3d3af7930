"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { authRequest } from "./auth-request";

/** `invitation`: from an invitation's link, which names the address; none on the very first visit. */
export function SignUpForm({ invitation }: { invitation?: { token: string; email: string } }) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (form: FormData) => {
    setBusy(true);
    setError(undefined);
    const failed = await authRequest("/sign-up/email", {
      name: String(form.get("name") ?? ""),
      email: String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
      ...(invitation ? { invitation: invitation.token } : {}),
    });
    if (failed) {
      setError(failed);
      setBusy(false);
      return;
    }
    window.location.assign("/");
  };
  return (
    <Form method="post" className="flex flex-col gap-4" onSubmit={(form) => void submit(new FormData(form))}>
      <Field label="Your name">
        <Input name="name" autoComplete="name" required maxLength={100} />
      </Field>
      <Field label="Email" help={invitation ? "The address the invitation was sent to." : undefined}>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={invitation?.email}
          readOnly={invitation !== undefined}
        />
      </Field>
      <Field label="Password" help="At least 8 characters.">
        <Input name="password" type="password" autoComplete="new-password" required minLength={8} maxLength={200} />
      </Field>
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      <Button type="submit" size="lg" loading={busy}>
        Create account
      </Button>
    </Form>
  );
}
