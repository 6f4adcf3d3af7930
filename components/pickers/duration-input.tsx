"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type DurationRow, durationUnits, isoFromRows, nextUnit, rowsFromIso } from "./duration-parts";

export type DurationInputProps = {
  /** ISO-8601, or empty while nothing is chosen */
  value: string;
  onChange: (iso: string) => void;
  label: string;
  id?: string;
  /** one row only and small, for use inside a sentence */
  compact?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

const unitOptions = durationUnits.map((unit) => ({ value: unit, label: unit }));

/** "2 days and 4 hours" as numbers with units. A day stays a calendar day. */
export function DurationInput({ value, onChange, label, id, compact, ...aria }: DurationInputProps) {
  const rows = rowsFromIso(value) ?? [{ amount: 0, unit: "days" as const }];
  const next = nextUnit(rows);
  const change = (index: number, row: DurationRow) =>
    onChange(isoFromRows(rows.map((r, i) => (i === index ? row : r))));
  return (
    <fieldset className={compact ? "inline-flex flex-col gap-1.5" : "flex flex-col gap-1.5"}>
      <legend className="sr-only">{label}</legend>
      {rows.map((row, index) => (
        <div key={row.unit} className="flex items-center gap-1.5">
          <AmountInput
            {...(index === 0 && id ? { id } : {})}
            {...aria}
            compact={compact ?? false}
            label={`${label}: ${row.unit}`}
            amount={row.amount}
            onChange={(amount) => change(index, { ...row, amount })}
          />
          <Select
            aria-label={`${label}: unit`}
            size={compact ? "sm" : "md"}
            className={compact ? "w-auto shrink-0" : "w-auto min-w-28 flex-1"}
            value={row.unit}
            options={unitOptions.filter((o) => o.value === row.unit || !rows.some((r) => r.unit === o.value))}
            onValueChange={(unit) => {
              const chosen = durationUnits.find((u) => u === unit);
              if (chosen) change(index, { ...row, unit: chosen });
            }}
          />
          {rows.length > 1 ? (
            <IconButton
              label={`Remove ${row.unit}`}
              onClick={() => onChange(isoFromRows(rows.filter((_, i) => i !== index)))}
            >
              <X />
            </IconButton>
          ) : null}
          {!compact && index === rows.length - 1 && next && row.amount > 0 && rows.length < 3 ? (
            <IconButton
              label={`And some ${next}`}
              onClick={() => onChange(isoFromRows([...rows, { amount: 1, unit: next }]))}
            >
              <Plus />
            </IconButton>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

type AmountInputProps = {
  amount: number;
  onChange: (amount: number) => void;
  label: string;
  compact: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** A whole number that may be empty while it is typed. */
function AmountInput({ amount, onChange, label, compact, ...input }: AmountInputProps) {
  const [text, setText] = useState<string>();
  return (
    <Input
      {...input}
      aria-label={label}
      inputMode="numeric"
      className={compact ? "h-8 w-14" : "w-20"}
      value={text ?? String(amount)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setText(undefined)}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, "").slice(0, 6);
        setText(digits);
        if (digits !== "") onChange(Number(digits));
      }}
    />
  );
}
