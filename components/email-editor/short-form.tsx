"use client";

import { type RefObject, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { VariableButton } from "./variable-picker";

type ShortFormProps = {
  subject: string;
  body: string;
  disabled: boolean;
  onChange: (next: { subject: string; body: string }) => void;
};

type Control = HTMLInputElement | HTMLTextAreaElement;

/** The text with something put at the caret; the caret then stands behind it. */
function insertAt(control: RefObject<Control | null>, text: string, inserted: string): string {
  const start = control.current?.selectionStart ?? text.length;
  const end = control.current?.selectionEnd ?? start;
  requestAnimationFrame(() => {
    control.current?.focus();
    control.current?.setSelectionRange(start + inserted.length, start + inserted.length);
  });
  return `${text.slice(0, start)}${inserted}${text.slice(end)}`;
}

/** Subject and text of a short mail: the default template does the rest. */
export function ShortForm({ subject, body, disabled, onChange }: ShortFormProps) {
  const subjectBox = useRef<HTMLInputElement>(null);
  const bodyBox = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <Field
        label="Subject"
        hint={
          <VariableButton onPick={(liquid) => onChange({ body, subject: insertAt(subjectBox, subject, liquid) })} />
        }
      >
        <Input
          ref={subjectBox}
          value={subject}
          disabled={disabled}
          placeholder="Welcome, {{ first_name }}"
          onChange={(event) => onChange({ body, subject: event.currentTarget.value })}
        />
      </Field>
      <Field
        label="Text"
        help="Blank lines make paragraphs, “- ” makes a list, [words](https://…) a link."
        hint={<VariableButton onPick={(liquid) => onChange({ subject, body: insertAt(bodyBox, body, liquid) })} />}
      >
        <Textarea
          ref={bodyBox}
          rows={8}
          value={body}
          disabled={disabled}
          onChange={(event) => onChange({ subject, body: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
