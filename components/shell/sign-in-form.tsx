"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { authRequest } from "./auth-request";

export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (form: FormData) => {
    setBusy(true);
    setError(undefined);
    const failed = await authRequest("/sign-in/email", {
      email: String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
    });
    if (failed) {
      setError(failed);
      setBusy(false);
      return;
    }
    window.location.assign(next);
  };
  return (
    <Form method="post" className="flex flex-col gap-4" onSubmit={(form) => void submit(new FormData(form))}>
      <Field label="Email">
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      <Button type="submit" size="lg" loading={busy}>
        Sign in
      </Button>
    </Form>
  );
}
