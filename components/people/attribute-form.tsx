"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { Json } from "@/lib/journey/json";
import { parseAttributeValue, writeAttributeValue } from "./attribute-value";
import { refuseAttributeName } from "./refuse-attribute-name";

export type AttributeFormProps = {
  /** absent: a new attribute, whose name is asked for */
  name?: string;
  value?: Json;
  busy: boolean;
  onSave: (name: string, value: Json) => void;
  onCancel: () => void;
};

export function AttributeForm({ name, value, busy, onSave, onCancel }: AttributeFormProps) {
  const [newName, setNewName] = useState("");
  const [typed, setTyped] = useState(value === undefined ? "" : writeAttributeValue(value));
  const [error, setError] = useState<string>();
  return (
    <Form
      className="flex flex-col gap-3"
      onSubmit={() => {
        const target = name ?? newName.trim();
        const refusal = name === undefined ? refuseAttributeName(target) : undefined;
        setError(refusal);
        if (refusal) return false;
        onSave(target, parseAttributeValue(typed));
        return true;
      }}
    >
      {name === undefined ? (
        <Field label="Name" error={error}>
          <Input value={newName} onChange={(event) => setNewName(event.target.value)} required autoFocus />
        </Field>
      ) : null}
      <Field
        label={name === undefined ? "Value" : name}
        help="Numbers, true, false and JSON are recognised. Put text that looks like one in quotes."
      >
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus={name !== undefined} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="xs" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="xs" type="submit" loading={busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}
