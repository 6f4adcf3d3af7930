"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type ColourFieldProps = {
  label: string;
  help?: string;
  /** #rrggbb */
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** A colour by its code, with the browser's own chooser beside it. */
export function ColourField({ label, help, value, onChange, error }: ColourFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <Field label={label} help={help} error={error} className="flex-1">
        <Input
          value={value}
          onChange={(event) => onChange(event.target.value)}
          pattern="#[0-9a-fA-F]{6}"
          title="A colour such as #1d4ed8"
          className="font-mono"
        />
      </Field>
      <input
        type="color"
        aria-label={`${label}: choose`}
        value={/^#[0-9a-fA-F]{6}$/.test(value) ? value : "#000000"}
        onChange={(event) => onChange(event.target.value)}
        className="mt-[1.6rem] h-9 w-12 cursor-pointer rounded-md border border-input/70 bg-card p-1"
      />
    </div>
  );
}
