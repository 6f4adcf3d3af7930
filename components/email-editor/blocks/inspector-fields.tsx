"use client";

import { AlignCenter, AlignLeft, AlignRight } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Align } from "@/lib/email/rich-text";
import { VariableButton } from "../variable-picker";

export type InspectorProps<B> = {
  block: B;
  update: (next: B, field: string) => void;
  error: (field: string) => string | undefined;
};

const alignments = [
  { value: "left", label: <AlignLeft />, name: "Left" },
  { value: "center", label: <AlignCenter />, name: "Centre" },
  { value: "right", label: <AlignRight />, name: "Right" },
] as const;

export function AlignField({ value, onChange }: { value: Align; onChange: (value: Align) => void }) {
  return (
    <div className="flex items-center justify-between gap-3">
      <span className="font-medium text-[0.8125rem]">Align</span>
      <SegmentedControl
        label="Align"
        size="sm"
        value={value}
        onValueChange={onChange}
        options={alignments}
        className="[&_svg]:size-4"
      />
    </div>
  );
}

type LiquidFieldProps = {
  label: string;
  help?: string;
  value: string;
  error: string | undefined;
  placeholder?: string;
  onChange: (v: string) => void;
};

/** A line of text with the button that inserts a variable; without more said it is an address. */
export function UrlField({ label, help, value, error, placeholder = "https://", onChange }: LiquidFieldProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      hint={<VariableButton onPick={(liquid) => onChange(`${value}${liquid}`)} />}
    >
      <Input
        value={value}
        maxLength={2000}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
