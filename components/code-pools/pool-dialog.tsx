"use client";

import { useState } from "react";
import { ApiError } from "@/components/data/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { CodePoolResource } from "@/lib/api/schemas/code-pool";
import { usePoolActions } from "./use-pool-actions";

type PoolDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; pool: CodePoolResource | undefined };

/** A new pool, or a change of one. */
export function PoolDialog({ open, onOpenChange, pool }: PoolDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="sm" title={pool ? "Change the pool" : "New pool of codes"}>
      {open ? <PoolForm pool={pool} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function PoolForm({ pool, onDone }: { pool: CodePoolResource | undefined; onDone: () => void }) {
  const [name, setName] = useState(pool?.name ?? "");
  const [fallback, setFallback] = useState(pool?.fallback_code ?? "");
  const [alertBelow, setAlertBelow] = useState(String(pool?.alert_below ?? 50));
  const { save } = usePoolActions();
  const error = (path: string) => (save.error instanceof ApiError ? save.error.fieldError(path) : undefined);
  return (
    <Form
      className="flex flex-col gap-4"
      refusal={save.error}
      onSubmit={() => {
        save.mutate(
          { id: pool?.id, name: name.trim(), fallback_code: fallback.trim(), alert_below: Number(alertBelow) },
          { onSuccess: onDone },
        );
      }}
    >
      <Field label="Name" error={error("name")}>
        <Input
          value={name}
          required
          maxLength={200}
          placeholder="Spring 2027"
          onChange={(e) => setName(e.currentTarget.value)}
        />
      </Field>
      <Field
        label="Fallback code"
        hint="Optional"
        help="For everybody when no code is left. Without one their mail takes its plain version or is not sent."
        error={error("fallback_code")}
      >
        <Input
          value={fallback}
          maxLength={64}
          placeholder="SAVE10"
          onChange={(e) => setFallback(e.currentTarget.value)}
        />
      </Field>
      <Field label="Alert when fewer are left than" error={error("alert_below")}>
        <Input
          type="number"
          min={0}
          max={1_000_000}
          required
          value={alertBelow}
          onChange={(e) => setAlertBelow(e.currentTarget.value)}
        />
      </Field>
      <Button type="submit" loading={save.isPending} className="self-end">
        {pool ? "Save" : "Make the pool"}
      </Button>
    </Form>
  );
}
