"use client";

import { type EmailChoice, EmailPicker } from "@/components/email-editor/email-picker";
import type { FieldProps } from "./field-props";

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** What the step sends: stands for template_id, subject and body together. */
export function EmailField({ field, config, onChangeMany, error, journeyName }: FieldProps<"email">) {
  const value: EmailChoice = {
    template_id: text(config.template_id),
    subject: text(config.subject),
    body: text(config.body),
  };
  return (
    <section aria-label={field.label}>
      <EmailPicker
        value={value}
        newName={journeyName}
        error={error}
        onChange={(next) => onChangeMany({ template_id: next.template_id, subject: next.subject, body: next.body })}
      />
    </section>
  );
}
