"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type NumberFieldProps = {
  label: string;
  help?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
};

export function NumberField({ label, help, value, onChange, error }: NumberFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      <Input inputMode="decimal" required value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </Field>
  );
}
