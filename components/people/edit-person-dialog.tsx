"use client";

import { useState } from "react";
import { ApiError } from "@/components/data/api-client";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { useSavePerson } from "./use-save-person";

const fields = [
  { name: "first_name", label: "First name", type: "text" },
  { name: "last_name", label: "Last name", type: "text" },
  { name: "email", label: "Email", type: "email" },
  { name: "phone", label: "Phone", type: "tel" },
  { name: "locale", label: "Language", type: "text" },
  { name: "lifecycle_stage", label: "Lifecycle stage", type: "text" },
] as const;
type Name = (typeof fields)[number]["name"] | "timezone";

export function EditPersonDialog({ person, onClose }: { person: SubscriberResource; onClose: () => void }) {
  const save = useSavePerson(person.external_id);
  const [changed, setChanged] = useState<Partial<Record<Name, string>>>({});
  const error = save.error instanceof ApiError ? save.error : undefined;
  const value = (name: Name) => changed[name] ?? person[name] ?? "";
  const set = (name: Name, text: string) => setChanged({ ...changed, [name]: text });
  const submit = () => {
    const names = [...fields.map((field) => field.name), "timezone" as const].filter(
      (name) => changed[name] !== undefined && changed[name] !== (person[name] ?? ""),
    );
    if (names.length === 0) return onClose();
    const write = Object.fromEntries(names.map((name) => [name, changed[name]?.trim() || null]));
    const undo = Object.fromEntries(names.map((name) => [name, person[name]]));
    save.mutate({ write, undo, done: "Details saved" }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit details"
      description="Journeys and segments that look at these see the change at once."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="edit-person" loading={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form id="edit-person" className="grid gap-4 sm:grid-cols-2" refusal={save.error} onSubmit={submit}>
        {fields.map(({ name, label, type }) => (
          <Field key={name} label={label} error={error?.fieldError(name)}>
            <Input
              type={type}
              value={value(name)}
              onChange={(event) => set(name, event.target.value)}
              maxLength={254}
            />
          </Field>
        ))}
        <Field label="Time zone" error={error?.fieldError("timezone")} className="sm:col-span-2">
          <TimezonePicker value={value("timezone")} onChange={(zone) => set("timezone", zone)} noneLabel="Not known" />
        </Field>
      </Form>
    </Dialog>
  );
}
