"use client";

import { type EmailChoice, EmailPicker } from "@/components/email-editor/email-picker";
import type { FieldProps } from "./field-props";

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

const isPaths = (value: unknown): value is Record<string, string> =>
  typeof value === "object" && value !== null && Object.values(value).every((path) => typeof path === "string");

/** What the step sends: stands for template_id, props, subject and body together. */
export function EmailField({ field, config, onChangeMany, error, journeyName, steps }: FieldProps<"email">) {
  const value: EmailChoice = {
    template_id: text(config.template_id),
    subject: text(config.subject),
    body: text(config.body),
    ...(isPaths(config.props) ? { props: config.props } : {}),
  };
  const emails = steps.filter(({ type }) => type === "email").length;
  return (
    <section aria-label={field.label}>
      <EmailPicker
        value={value}
        newName={emails > 1 ? `${journeyName}: email ${emails}` : `${journeyName}: email`}
        error={error}
        onChange={(next) =>
          onChangeMany({ template_id: next.template_id, subject: next.subject, body: next.body, props: next.props })
        }
      />
    </section>
  );
}
