"use client";

import { useState } from "react";
import type * as z from "zod";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type JsonFieldProps<T> = {
  label: string;
  help?: string;
  schema: z.ZodType<T>;
  value: T;
  /** undefined: what is typed is not (yet) such a thing */
  onChange: (value: T | undefined) => void;
};

/** Something typed as JSON; says what is wrong with it while it is typed. */
export function JsonField<T>({ label, help, schema, value, onChange }: JsonFieldProps<T>) {
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const read = readJson(typed, schema);
  return (
    <Field label={label} help={help} error={read.ok ? undefined : read.message}>
      <Textarea
        rows={Math.min(12, Math.max(3, typed.split("\n").length))}
        spellCheck={false}
        className="font-mono text-xs"
        value={typed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          const next = readJson(text, schema);
          onChange(next.ok ? next.value : undefined);
        }}
      />
    </Field>
  );
}

function readJson<T>(typed: string, schema: z.ZodType<T>): { ok: true; value: T } | { ok: false; message: string } {
  let json: unknown;
  try {
    json = JSON.parse(typed.trim() === "" ? "{}" : typed);
  } catch {
    return { ok: false, message: "This is not JSON yet" };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, message: [issue?.path.join("."), issue?.message].filter(Boolean).join(": ") };
}
