"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
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

/** What the others read beside what one does. */
export function NameForm() {
  const { user } = useSession();
  const router = useRouter();
  const queries = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => apiFetch("/me", { method: "PATCH", body: { name: name.trim() } }),
    onSuccess: async () => {
      toast.success("Name saved");
      setName(name.trim());
      router.refresh();
      await queries.invalidateQueries();
    },
  });
  return (
    <Card title="Who you are">
      <Form className="flex flex-col gap-4" refusal={save.error} onSubmit={() => save.mutate()}>
        <Field label="Email" help="What you sign in with.">
          <Input value={user.email} readOnly autoComplete="username" />
        </Field>
        <Field label="Your name" error={fieldProblem(save.error, "name")}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            required
            maxLength={accountBounds.nameMax}
          />
        </Field>
        <AccountProblem error={save.error} fields={["name"]} />
        <Button type="submit" loading={save.isPending} className="self-start">
          Save name
        </Button>
      </Form>
    </Card>
  );
}
