"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FieldProps } from "./field-props";
import { VariableMenu } from "./variable-menu";

/** Text; where Liquid is understood, a menu inserts what is known about the person or the event at the caret. */
export function TextField({ field, value, onChange, error, events }: FieldProps<"text">) {
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const text = typeof value === "string" ? value : "";
  const insert = (variable: string) => {
    const at = control.current?.selectionStart ?? text.length;
    const end = control.current?.selectionEnd ?? at;
    onChange(`${text.slice(0, at)}${variable}${text.slice(end)}`);
    requestAnimationFrame(() => {
      control.current?.focus();
      control.current?.setSelectionRange(at + variable.length, at + variable.length);
    });
  };
  const shared = {
    ref: control,
    value: text,
    placeholder: field.placeholder ?? "",
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined),
  };
  return (
    <Field
      label={field.label}
      help={field.help}
      error={error}
      hint={field.liquid ? <VariableMenu events={events} onInsert={insert} /> : undefined}
    >
      {field.multiline ? <Textarea rows={5} {...shared} /> : <Input {...shared} />}
    </Field>
  );
}
